import type { Database } from '@conferencing/database';
import type { EncryptionKey } from '@conferencing/settings';
import { CredentialSealer } from '../persistence/credentials/credential-sealer.js';
import { STORED_CREDENTIALS } from '../persistence/credentials/check-credentials.sql.js';

interface StoredRow {
  connected_account_id: string;
  key_id: string;
  sealed: Buffer;
}

export interface KeyCheck {
  /** Credentials that are stored. */
  total: number;
  /** Ids of keys that are not configured, and how many credentials need each. */
  missing_keys: Record<string, number>;
  /** Connected accounts whose credentials no configured key opens although its id is theirs. */
  unreadable: string[];
}

const BATCH = 500;

/** Opens every stored credential once, changes nothing, and tells which can't be opened. */
export async function checkKeys(database: Database, keys: readonly EncryptionKey[]): Promise<KeyCheck> {
  const sealer = new CredentialSealer(keys);
  const result: KeyCheck = { total: 0, missing_keys: {}, unreadable: [] };
  for (let last = ''; ;) {
    const rows = await database.query<StoredRow>(STORED_CREDENTIALS, [last, BATCH]);
    if (rows.length === 0) return result;
    for (const { connected_account_id: id, key_id: keyId, sealed } of rows) {
      if (!sealer.knows(keyId)) result.missing_keys[keyId] = (result.missing_keys[keyId] ?? 0) + 1;
      else if (!opens(() => sealer.open(id, { keyId, sealed }))) result.unreadable.push(id);
    }
    result.total += rows.length;
    last = rows.at(-1)?.connected_account_id ?? last;
  }
}

function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}
