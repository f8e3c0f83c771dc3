import type { Database } from '@conferencing/database';
import type { EncryptionKey } from '@conferencing/settings';
import { CredentialSealer } from '../persistence/credentials/credential-sealer.js';
import { resealCredentials, type Resealing } from '../persistence/credentials/reseal-credentials.js';

/** Seals all stored credentials with the first of these keys, see {@link resealCredentials}. */
export function rotateKeys(
  database: Database,
  keys: readonly EncryptionKey[],
  onProgress: (done: number, total: number) => void,
): Promise<Resealing> {
  return resealCredentials(database, new CredentialSealer(keys), onProgress);
}
