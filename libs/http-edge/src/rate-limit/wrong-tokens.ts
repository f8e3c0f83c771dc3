import { hash } from 'node:crypto';
import { RateLimited } from '../errors/protocol-errors.js';
import { networkOf } from './network-of.js';

/** For one address, in a minute, in one process: far more than callers send with a token that has just ended. */
export const WRONG_TOKENS_PER_MINUTE = 600;

const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 50_000;
/** A token that was valid recently is checked again, even if other callers used up its address. */
const TRUSTED_MS = 300_000;
const MAX_TRUSTED = 20_000;

const digest = (token: string) => hash('sha256', token, 'base64');

/**
 * Refuses tokens from an address that has sent `limit` wrong ones in this minute, before any look-up. Tokens that were
 * valid in the last five minutes are still accepted there, so that callers behind one proxy do not block each other.
 */
export class WrongTokens {
  private readonly wrong = new Map<string, number>();
  private readonly trustedUntil = new Map<string, number>();
  private windowEndsAt = 0;

  /** @param limit `Infinity` switches it off */
  constructor(
    private readonly limit: number,
    private readonly now = () => performance.now(),
  ) {}

  /** Throws `RateLimited` if the address has used up its wrong tokens and this token is not known to be valid. */
  admit(address: string, token: string): void {
    if (this.limit === Infinity) return;
    const now = this.now();
    if (now >= this.windowEndsAt) {
      this.wrong.clear();
      this.windowEndsAt = now + WINDOW_MS;
    }
    if ((this.wrong.get(networkOf(address)) ?? 0) < this.limit) return;
    if ((this.trustedUntil.get(digest(token)) ?? 0) > now) return;
    const seconds = Math.ceil((this.windowEndsAt - now) / 1_000);
    throw new RateLimited(seconds, `Too many wrong tokens from this address; try again in ${seconds} s.`);
  }

  wasRight(token: string): void {
    if (this.limit === Infinity) return;
    if (this.trustedUntil.size >= MAX_TRUSTED) this.trustedUntil.clear();
    this.trustedUntil.set(digest(token), this.now() + TRUSTED_MS);
  }

  wasWrong(address: string, token: string): void {
    if (this.limit === Infinity) return;
    const network = networkOf(address);
    const count = this.wrong.get(network);
    if (count !== undefined || this.wrong.size < MAX_ADDRESSES) this.wrong.set(network, (count ?? 0) + 1);
    this.trustedUntil.delete(digest(token));
  }
}
