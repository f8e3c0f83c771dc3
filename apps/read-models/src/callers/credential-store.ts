import type { Credential, RevokedCredential } from '@conferencing/contracts';
import type { Queryable } from '@conferencing/database';
import { FIND_REVOKED, LEARN } from './credentials.sql.js';

/** The credentials in this database. */
export class CredentialStore {
  constructor(private readonly database: Queryable) {}

  /** In any order and with any repetition: a revoked credential stays revoked. */
  async learn(reported: readonly (Credential | RevokedCredential)[]): Promise<void> {
    const byId = new Map<string, Credential | RevokedCredential>();
    for (const one of reported) if (byId.get(one.id)?.type !== 'revoked') byId.set(one.id, one);
    const rows = [...byId.values()].map(toRow);
    const column = (name: keyof Row) => rows.map((row) => row[name]);
    const names = ['id', 'account_id', 'token_hash', 'public_jwk', 'revoked'] as const;
    await this.database.execute(LEARN, names.map(column));
  }

  /** The tokens and keys among these that were revoked. */
  async revokedAmong(ids: readonly string[]): Promise<Set<string>> {
    return new Set((await this.database.query<{ id: string }>(FIND_REVOKED, [ids])).map(({ id }) => id));
  }
}

interface Row {
  id: string;
  account_id: string | null;
  token_hash: string | null;
  public_jwk: string | null;
  revoked: boolean;
}

function toRow(one: Credential | RevokedCredential): Row {
  return {
    id: one.id,
    account_id: 'account_id' in one ? one.account_id : null,
    token_hash: 'token_hash' in one ? one.token_hash : null,
    public_jwk: 'public_jwk' in one ? JSON.stringify(one.public_jwk) : null,
    revoked: one.type === 'revoked',
  };
}
