import { Database, type Values } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import {
  type Account,
  Accounts,
  type AccountToken,
  type Range,
  type SigningKey,
  type Slice,
} from '../../domain/accounts.port.js';
import { toAccount, toSigningKey, toToken } from './account.mapper.js';
import type { AccountRow, AccountTokenRow, SigningKeyRow } from './account.row.js';
import * as sql from './accounts.sql.js';

@Injectable()
export class PgAccounts extends Accounts {
  constructor(private readonly database: Database) {
    super();
  }

  override async create({ id, name, createdAt }: Account): Promise<void> {
    await this.database.execute(sql.INSERT_ACCOUNT, [id, name, createdAt]);
  }

  override async find(id: string): Promise<Account | null> {
    const [row] = await this.database.query<AccountRow>(sql.FIND_ACCOUNT, [id]);
    return row === undefined ? null : toAccount(row);
  }

  override list(range: Range): Promise<Slice<Account>> {
    return this.slice<AccountRow, Account>(sql.LIST_ACCOUNTS, sql.COUNT_ACCOUNTS, [], range, toAccount);
  }

  override async addToken(token: AccountToken, hash: string): Promise<boolean> {
    const { id, accountId, name, createdAt } = token;
    return (await this.database.execute(sql.INSERT_TOKEN, [id, accountId, name, hash, createdAt])) === 1;
  }

  override listTokens(accountId: string, range: Range): Promise<Slice<AccountToken>> {
    return this.slice<AccountTokenRow, AccountToken>(sql.LIST_TOKENS, sql.COUNT_TOKENS, [accountId], range, toToken);
  }

  override async revokeToken(accountId: string, tokenId: string, at: Date): Promise<boolean> {
    return (await this.database.execute(sql.REVOKE_TOKEN, [accountId, tokenId, at])) === 1;
  }

  override async addSigningKey({ id, accountId, publicJwk, createdAt }: SigningKey): Promise<boolean> {
    const values = [id, accountId, JSON.stringify(publicJwk), createdAt];
    return (await this.database.execute(sql.INSERT_SIGNING_KEY, values)) === 1;
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

  override async revokeSigningKey(accountId: string, keyId: string, at: Date): Promise<boolean> {
    return (await this.database.execute(sql.REVOKE_SIGNING_KEY, [accountId, keyId, at])) === 1;
  }

  private async slice<Row extends object, T>(
    list: string,
    count: string,
    scope: Values,
    { offset, size }: Range,
    map: (row: Row) => T,
  ): Promise<Slice<T>> {
    const [rows, [counted]] = await Promise.all([
      this.database.query<Row>(list, [...scope, offset, size]),
      this.database.query<{ total: number }>(count, scope),
    ]);
    return { items: rows.map(map), total: counted?.total ?? 0 };
  }
}
