import { hashToken, type KnownKey, type PublicKeyJwk, type SigningKeys } from '@conferencing/callers';
import type { Queryable } from '@conferencing/database';
import { CredentialLookup, type Found } from './credential-lookup.js';
import { FIND_ACCOUNTS, FIND_KEYS, FIND_TOKENS } from './credentials.sql.js';

interface TokenRow extends Found {
  id: string;
  account_id: string;
}

interface KeyRow extends Found {
  account_id: string;
  public_jwk: PublicKeyJwk;
}

const MOST_ACCOUNTS = 100_000;

/** Tokens and keys as published by their owner service; at most one second old. */
export class KnownCallers implements SigningKeys {
  private readonly tokens: CredentialLookup<TokenRow>;
  private readonly keys: CredentialLookup<KeyRow>;
  private readonly accounts: CredentialLookup<Found>;
  /** Accounts are never deleted, so a known one exists permanently. */
  private readonly existing = new Set<string>();

  constructor(database: Queryable) {
    this.tokens = new CredentialLookup((hashes) => database.query(FIND_TOKENS, [hashes]));
    this.keys = new CredentialLookup((kids) => database.query(FIND_KEYS, [kids]));
    this.accounts = new CredentialLookup((ids) => database.query(FIND_ACCOUNTS, [ids]));
  }

  async findToken(token: string): Promise<{ id: string; accountId: string } | undefined> {
    const row = await this.tokens.find(hashToken(token));
    return row === undefined ? undefined : { id: row.id, accountId: row.account_id };
  }

  async findKey(kid: string): Promise<KnownKey | undefined> {
    const row = await this.keys.find(kid);
    return row === undefined ? undefined : { accountId: row.account_id, publicJwk: row.public_jwk };
  }

  async accountExists(accountId: string): Promise<boolean> {
    if (this.existing.has(accountId)) return true;
    if ((await this.accounts.find(accountId)) === undefined) return false;
    if (this.existing.size >= MOST_ACCOUNTS) this.existing.clear();
    this.existing.add(accountId);
    return true;
  }
}
