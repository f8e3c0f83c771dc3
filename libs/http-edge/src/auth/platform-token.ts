import { hash, timingSafeEqual } from 'node:crypto';
import type { Identity } from './authenticator.port.js';

const PLATFORM: Identity = { actor: 'platform', limitKey: 'platform' };

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Compares digests in constant time, so that not even the length leaks. Two tokens are valid during a rotation. */
export class PlatformToken {
  private readonly expected: readonly Buffer[];

  constructor(token: string, previous?: string) {
    this.expected = [token, ...(previous === undefined ? [] : [previous])].map(digest);
  }

  identify(token: string): Identity | undefined {
    const given = digest(token);
    return this.expected.some((expected) => timingSafeEqual(given, expected)) ? PLATFORM : undefined;
  }
}
