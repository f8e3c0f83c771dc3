import type { Database } from '@conferencing/database';
import type { CredentialSealer } from './credential-sealer.js';
import {
  COUNT_CREDENTIALS_UNDER_OLD_KEYS,
  CREDENTIALS_UNDER_OLD_KEYS,
  RESEAL_CREDENTIALS,
} from './reseal-credentials.sql.js';

interface OldRow {
  connected_account_id: string;
  key_id: string;
  sealed: Buffer;
  revision: number;
}

export interface Resealing {
  /** How many were under another key at the start. */
  total: number;
  resealed: number;
  /** How many were under the key that encrypts now when it began. */
  already: number;
  /** Ids of keys that are not configured, and how many credentials wait for each. */
  missing_keys: Record<string, number>;
  /** Connected accounts with a damaged value, or whose key has changed its bytes: they have to reconnect. */
  unreadable: string[];
  /** Still under another key at the end: unreadable, or written meanwhile by a process with older settings. */
  left: number;
}

interface CountRow {
  count: number;
  already: number;
}

const BATCH = 500;

/**
 * Encrypts everything that is under another key with the current key. It may run beside running processes and beside
 * another run; an interrupted run continues where it stopped. An old key may leave TOKEN_ENCRYPTION_KEYS only when
 * `left` is 0.
 */
export async function resealCredentials(
  database: Database,
  sealer: CredentialSealer,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Resealing> {
  const { count: total, already } = await countUnderKeys(database, sealer);
  const result: Resealing = { total, resealed: 0, already, missing_keys: {}, unreadable: [], left: 0 };
  for (let last = '', seen = 0; ;) {
    const rows = await database.query<OldRow>(CREDENTIALS_UNDER_OLD_KEYS, [sealer.currentKeyId, last, BATCH]);
    if (rows.length === 0) break;
    const readable = rows.flatMap((row) => reseal(row, sealer, result));
    result.resealed += await database.execute(RESEAL_CREDENTIALS, [
      readable.map(({ id }) => id),
      readable.map(({ revision }) => revision),
      readable.map(({ sealed }) => sealed),
      sealer.currentKeyId,
    ]);
    last = rows.at(-1)?.connected_account_id ?? last;
    seen += rows.length;
    onProgress(seen, total);
  }
  result.left = (await countUnderKeys(database, sealer)).count;
  return result;
}

function reseal(row: OldRow, sealer: CredentialSealer, { missing_keys, unreadable }: Resealing) {
  const id = row.connected_account_id;
  if (!sealer.knows(row.key_id)) {
    missing_keys[row.key_id] = (missing_keys[row.key_id] ?? 0) + 1;
    return [];
  }
  try {
    const credentials = sealer.open(id, { keyId: row.key_id, sealed: row.sealed });
    return [{ id, revision: row.revision, sealed: sealer.seal(id, credentials).sealed }];
  } catch {
    unreadable.push(id);
    return [];
  }
}

async function countUnderKeys(database: Database, sealer: CredentialSealer): Promise<CountRow> {
  const [row] = await database.query<CountRow>(COUNT_CREDENTIALS_UNDER_OLD_KEYS, [sealer.currentKeyId]);
  return row ?? { count: 0, already: 0 };
}
