import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import { CallerCredentials, type KnownKey, type KnownToken } from '../../domain/caller-credentials.port.js';
import type { SigningKeyRow } from './account.row.js';
import { FIND_ACCOUNTS, FIND_KEYS, FIND_TOKENS, type TokenHashRow } from './caller-credentials.sql.js';
import { CoalescedLookup } from './coalesced-lookup.js';

const MAX_KNOWN_ACCOUNTS = 100_000;

@Injectable()
export class PgCallerCredentials extends CallerCredentials {
  private readonly tokens: CoalescedLookup<KnownToken>;
  private readonly keys: CoalescedLookup<KnownKey>;
  private readonly accounts: CoalescedLookup<true>;
  /** Accounts are never deleted, so a known one exists permanently. */
  private readonly knownAccounts = new Set<string>();

  constructor(database: Database) {
    super();
    this.tokens = new CoalescedLookup(async (hashes) => {
      const rows = await database.query<TokenHashRow>(FIND_TOKENS, [hashes]);
      return new Map(rows.map((row) => [row.token_hash, { id: row.id, accountId: row.account_id }]));
    });
    this.keys = new CoalescedLookup(async (kids) => {
      const rows = await database.query<SigningKeyRow>(FIND_KEYS, [kids]);
      return new Map(rows.map((row) => [row.id, { accountId: row.account_id, publicJwk: row.public_jwk }]));
    });
    this.accounts = new CoalescedLookup(async (ids) => {
      const rows = await database.query<{ id: string }>(FIND_ACCOUNTS, [ids]);
      return new Map(rows.map((row) => [row.id, true]));
    });
  }

  override findToken(hash: string): Promise<KnownToken | undefined> {
    return this.tokens.find(hash);
  }

  override findKey(kid: string): Promise<KnownKey | undefined> {
    return this.keys.find(kid);
  }

  override async accountExists(accountId: string): Promise<boolean> {
    if (this.knownAccounts.has(accountId)) return true;
    if ((await this.accounts.find(accountId)) === undefined) return false;
    if (this.knownAccounts.size >= MAX_KNOWN_ACCOUNTS) this.knownAccounts.clear();
    this.knownAccounts.add(accountId);
    return true;
  }
}
