import { Database, type Values } from '@conferencing/database';
import { Injectable, Optional } from '@nestjs/common';
import { type Account, Accounts, type AccountToken, type SigningKey } from '../../domain/accounts.port.js';
import type { Range, Slice } from '../../domain/slice.js';
import { toAccount, toSigningKey, toToken } from './account.mapper.js';
import type { AccountRow, AccountTokenRow, SigningKeyRow } from './account.row.js';
import * as sql from './accounts.sql.js';
import { CredentialChangesSignal } from './credential-changes.signal.js';

@Injectable()
export class PgAccounts extends Accounts {
  /**
   * @param signal wakes the publisher of this process, if there is one; other processes poll
   */
  constructor(
    private readonly database: Database,
    @Optional() private readonly signal?: CredentialChangesSignal,
  ) {
    super();
  }

  override async create({ id, name, createdAt }: Account): Promise<void> {
    await this.change(sql.INSERT_ACCOUNT, [id, name, createdAt]);
  }

  override async find(id: string): Promise<Account | null> {
    const [row] = await this.database.query<AccountRow>(sql.FIND_ACCOUNT, [id]);
    return row === undefined ? null : toAccount(row);
  }

  override list(range: Range): Promise<Slice<Account>> {
    return this.slice<AccountRow, Account>(sql.LIST_ACCOUNTS, sql.COUNT_ACCOUNTS, [], range, toAccount);
  }

  override addToken(token: AccountToken, hash: string): Promise<boolean> {
    const { id, accountId, name, createdAt } = token;
    return this.change(sql.INSERT_TOKEN, [id, accountId, name, hash, createdAt]);
  }

  override listTokens(accountId: string, range: Range): Promise<Slice<AccountToken>> {
    return this.slice<AccountTokenRow, AccountToken>(sql.LIST_TOKENS, sql.COUNT_TOKENS, [accountId], range, toToken);
  }

  override revokeToken(accountId: string, tokenId: string, at: Date): Promise<boolean> {
    return this.change(sql.REVOKE_TOKEN, [accountId, tokenId, at]);
  }

  override addSigningKey({ id, accountId, publicJwk, createdAt }: SigningKey): Promise<boolean> {
    const values = [id, accountId, JSON.stringify(publicJwk), createdAt];
    return this.change(sql.INSERT_SIGNING_KEY, values);
  }

  override listSigningKeys(accountId: string, range: Range): Promise<Slice<SigningKey>> {
    const { LIST_SIGNING_KEYS, COUNT_SIGNING_KEYS } = sql;
    return this.slice<SigningKeyRow, SigningKey>(
      LIST_SIGNING_KEYS,
      COUNT_SIGNING_KEYS,
      [accountId],
      range,
      toSigningKey,
    );
  }

  override revokeSigningKey(accountId: string, keyId: string, at: Date): Promise<boolean> {
    return this.change(sql.REVOKE_SIGNING_KEY, [accountId, keyId, at]);
  }

  private async change(statement: string, values: Values): Promise<boolean> {
    const changed = await this.database.execute(statement, values);
    this.signal?.wake();
    return changed === 1;
  }

  private async slice<Row extends object, T>(
    list: string,
    count: string,
    scope: Values,
    { offset, limit }: Range,
    map: (row: Row) => T,
  ): Promise<Slice<T>> {
    const [rows, [counted]] = await Promise.all([
      this.database.query<Row>(list, [...scope, offset, limit]),
      this.database.query<{ total: number }>(count, scope),
    ]);
    return { items: rows.map(map), total: counted?.total ?? 0 };
  }
}
