import { hash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** What all callers of the query port share. Compared in constant time, as digests, so that the length shows nothing. */
export class QuerySecret {
  private readonly expected: readonly Buffer[];

  /** @param secrets those that are right; without any, every question is */
  constructor(...secrets: (string | undefined)[]) {
    this.expected = secrets.filter((secret) => secret !== undefined).map(digest);
  }

  /** @param message a frame, in whose field `secret` it stands */
  isIn(message: unknown): boolean {
    if (this.expected.length === 0) return true;
    if (typeof message !== 'object' || message === null || !('secret' in message)) return false;
    if (typeof message.secret !== 'string') return false;
    const given = digest(message.secret);
    return this.expected.some((expected) => timingSafeEqual(given, expected));
  }
}
