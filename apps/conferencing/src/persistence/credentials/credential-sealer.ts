import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DomainError } from '@conferencing/kernel';
import type { EncryptionKey } from '@conferencing/settings';
import type { DirectoryCredentials } from '../../domain/external-directory.port.js';

export interface SealedCredentials {
  keyId: string;
  /** 12 bytes nonce, 16 bytes tag, then the encrypted JSON. */
  sealed: Buffer;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts credentials with AES-256-GCM. It authenticates the ids of the connected account and of the key too, so a
 * sealed value that was copied to another row does not open.
 */
export class CredentialSealer {
  private readonly current: EncryptionKey;
  private readonly byId: ReadonlyMap<string, Buffer>;

  /** @param keys the first one encrypts, all of them decrypt; at least one */
  constructor(keys: readonly EncryptionKey[]) {
    const [current] = keys;
    if (current === undefined) throw new Error('TOKEN_ENCRYPTION_KEYS names no key');
    this.current = current;
    this.byId = new Map(keys.map(({ kid, key }) => [kid, key]));
  }

  get currentKeyId(): string {
    return this.current.kid;
  }

  /** Whether the key is configured. */
  knows(keyId: string): boolean {
    return this.byId.has(keyId);
  }

  seal(connectedAccountId: string, credentials: DirectoryCredentials): SealedCredentials {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.current.key, nonce);
    cipher.setAAD(boundTo(connectedAccountId, this.current.kid));
    const encrypted = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()]);
    return { keyId: this.current.kid, sealed: Buffer.concat([nonce, cipher.getAuthTag(), encrypted]) };
  }

  /**
   * @throws DomainError `unavailable` if the key is not configured or the value was tampered with
   */
  open(connectedAccountId: string, { keyId, sealed }: SealedCredentials): DirectoryCredentials {
    const key = this.byId.get(keyId);
    if (key === undefined) throw unreadable();
    try {
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(boundTo(connectedAccountId, keyId));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const opened = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return JSON.parse(opened.toString('utf8')) as DirectoryCredentials;
    } catch {
      throw unreadable();
    }
  }
}

function boundTo(connectedAccountId: string, keyId: string): Buffer {
  return Buffer.from(`${connectedAccountId}\n${keyId}`);
}

function unreadable(): DomainError {
  const detail = 'The stored credentials cannot be opened with any key in TOKEN_ENCRYPTION_KEYS.';
  return new DomainError('unavailable', { code: 'unavailable', detail });
}
