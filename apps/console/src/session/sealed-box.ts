import { createHash } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';

interface SealingKey {
  kid: string;
  key: Uint8Array;
}

/** What is sealed for one purpose can't be opened for another. */
export type Purpose = 'session' | 'demo' | 'oidc' | 'ended';

function idOf(key: Uint8Array): string {
  return createHash('sha256').update('sealing key').update(key).digest('base64url').slice(0, 8);
}

/**
 * Seals values that a browser keeps: encrypted and authenticated with AES-256-GCM, as JSON Web Encryption. Every process
 * with the same keys opens them, so nothing has to be kept here.
 */
export class SealedBox {
  private readonly keys: readonly SealingKey[];

  /** @param keys 32 bytes each; the first one seals, all of them open */
  constructor(keys: readonly Uint8Array[]) {
    this.keys = keys.map((key) => ({ kid: idOf(key), key }));
  }

  /** @param endsAt in seconds; it can't be opened from then on */
  seal(purpose: Purpose, value: object, endsAt: number): Promise<string> {
    const [current] = this.keys;
    if (current === undefined) throw new Error('There is no key to seal with');
    return new EncryptJWT({ value })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current.kid })
      .setAudience(purpose)
      .setExpirationTime(endsAt)
      .encrypt(current.key);
  }

  /** Undefined for what wasn't sealed here for this purpose, or has ended. */
  async open<T extends object>(purpose: Purpose, sealed: string): Promise<T | undefined> {
    try {
      const keyOf = ({ kid }: { kid?: string }) => this.keyOf(kid);
      const { payload } = await jwtDecrypt(sealed, keyOf, {
        audience: purpose,
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        requiredClaims: ['exp'],
      });
      return payload.value as T;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof UnknownKey) return undefined;
      throw error;
    }
  }

  private keyOf(kid: string | undefined): Uint8Array {
    const found = this.keys.find((one) => one.kid === kid);
    if (found === undefined) throw new UnknownKey();
    return found.key;
  }
}

class UnknownKey extends Error {}
