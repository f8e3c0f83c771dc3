import { hash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/**
 * The secret that all callers of the query port share. Compared as digests in constant time, so that not even its
 * length leaks.
 */
export class QuerySecret {
  private readonly expected: readonly Buffer[];

  /**
   * @param secrets the accepted ones; if there are none, every query is accepted
   */
  constructor(...secrets: (string | undefined)[]) {
    this.expected = secrets.filter((secret) => secret !== undefined).map(digest);
  }

  /**
   * @param message a frame with the secret in its field `secret`
   */
  isIn(message: unknown): boolean {
    if (this.expected.length === 0) return true;
    if (typeof message !== 'object' || message === null || !('secret' in message)) return false;
    if (typeof message.secret !== 'string') return false;
    const given = digest(message.secret);
    return this.expected.some((expected) => timingSafeEqual(given, expected));
  }
}
