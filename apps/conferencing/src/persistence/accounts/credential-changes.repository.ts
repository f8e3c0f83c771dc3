import { randomUUID } from 'node:crypto';
import type { Credential, RevokedCredential } from '@conferencing/contracts';
import type { Database } from '@conferencing/database';
import * as sql from './credential-changes.sql.js';

/** Changes that only this process may send until its claim expires. */
export interface Claim {
  name: string;
  changes: { id: string; generation: number }[];
}

interface LivingRow {
  type: Credential['type'];
  id: string;
  account_id: string;
  token_hash: string | null;
  public_jwk: object | null;
}

/** Credentials that are not published to read-models yet, as they are when they are read. */
export class CredentialChanges {
  constructor(private readonly database: Database) {}

  async claim(most: number, seconds: number): Promise<Claim> {
    const name = randomUUID();
    return { name, changes: await this.database.query(sql.CLAIM, [most, seconds, name]) };
  }

  async read({ changes }: Claim): Promise<(Credential | RevokedCredential)[]> {
    const ids = changes.map(({ id }) => id);
    const living = new Map((await this.database.query<LivingRow>(sql.READ_LIVING, [ids])).map((row) => [row.id, row]));
    return ids.map((id) => toCredential(id, living.get(id)));
  }

  /** Marks changes as published after the broker has acknowledged them. */
  async settle({ name, changes }: Claim, settleSeconds: number): Promise<void> {
    const sent = [changes.map(({ id }) => id), changes.map(({ generation }) => generation), name];
    await this.database.execute(sql.SETTLE, sent);
    await this.database.execute(sql.RELEASE, [...sent, settleSeconds]);
  }

  /** Marks changes whose send has no known outcome. */
  async doubt({ name, changes }: Claim, retrySeconds: number): Promise<void> {
    await this.database.execute(sql.DOUBT, [changes.map(({ id }) => id), name, retrySeconds]);
  }

  /** Publishes everything once more. Returns the number of rows. */
  noteAll(): Promise<number> {
    return this.database.execute(sql.NOTE_ALL);
  }

  async waiting(): Promise<number> {
    return (await this.database.query<{ waiting: number }>(sql.COUNT_CHANGES))[0]?.waiting ?? 0;
  }
}

function toCredential(id: string, row: LivingRow | undefined): Credential | RevokedCredential {
  if (row === undefined) return { type: 'revoked', id };
  const { type, account_id, token_hash, public_jwk } = row;
  if (type === 'account') return { type, id };
  return (type === 'account_token' ? { type, id, account_id, token_hash } : { type, id, account_id, public_jwk }) as
    Credential | RevokedCredential;
}
