import type { Database } from '@conferencing/database';
import { ListAccountsHandler } from '../application/list-accounts/list-accounts.handler.js';
import type { Account, AccountToken } from '../domain/accounts.port.js';
import type { Range, Slice } from '../domain/slice.js';
import { PgAccounts } from '../persistence/accounts/accounts.repository.js';

/** In the order of creation. */
export function listAccounts(database: Database, range: Range): Promise<Slice<Account>> {
  return new ListAccountsHandler(new PgAccounts(database)).all(range);
}

/**
 * In the order of creation, revoked ones too.
 *
 * @throws DomainError `not_found` for an unknown account
 */
export function listTokens(database: Database, accountId: string, range: Range): Promise<Slice<AccountToken>> {
  return new ListAccountsHandler(new PgAccounts(database)).tokens(accountId, range);
}
