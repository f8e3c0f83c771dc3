import type { Database } from '@conferencing/database';
import { SystemClock } from '@conferencing/kernel';
import { IssueTokenHandler, type IssuedToken } from '../application/issue-token/issue-token.handler.js';
import { RevokeTokenHandler } from '../application/revoke-token/revoke-token.handler.js';
import { PgAccounts } from '../persistence/accounts/accounts.repository.js';
import { CredentialChanges } from '../persistence/accounts/credential-changes.repository.js';

/** @throws DomainError `not_found` for an unknown account */
export function createToken(database: Database, accountId: string, name: string): Promise<IssuedToken> {
  return new IssueTokenHandler(new PgAccounts(database), new SystemClock()).execute(accountId, name);
}

/** @throws DomainError `not_found` when the account has no such token that works */
export function revokeToken(database: Database, accountId: string, tokenId: string): Promise<void> {
  return new RevokeTokenHandler(new PgAccounts(database), new SystemClock()).execute(accountId, tokenId);
}

/** Has every account, token and signing key published once more; answers how many. */
export function publishCredentials(database: Database): Promise<number> {
  return new CredentialChanges(database).noteAll();
}
