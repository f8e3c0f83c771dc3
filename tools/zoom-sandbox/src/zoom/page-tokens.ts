import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@conferencing/kernel';

interface Cursor {
  accountId: string;
  status: string;
  /** The number of users of that status before this page. */
  offset: number;
}

/** Signed, expiring `next_page_token`s: they contain the cursor, so that none has to be stored. */
export class PageTokens {
  private readonly key = randomBytes(32);

  constructor(
    private readonly clock: Clock,
    private readonly lifetimeSeconds: number,
  ) {}

  issue(cursor: Cursor): string {
    const expiresAt = this.clock.now().getTime() + this.lifetimeSeconds * 1000;
    const body = Buffer.from(JSON.stringify([cursor.accountId, cursor.status, cursor.offset, expiresAt]));
    return Buffer.concat([this.sign(body), body]).toString('base64url');
  }

  /** The offset, or null if the token is foreign, for another listing, or expired. */
  read(token: string, accountId: string, status: string): number | null {
    const bytes = Buffer.from(token, 'base64url');
    const body = bytes.subarray(16);
    if (bytes.length <= 16 || !timingSafeEqual(bytes.subarray(0, 16), this.sign(body))) return null;
    const [ofAccount, ofStatus, offset, expiresAt] = JSON.parse(body.toString()) as [string, string, number, number];
    const live = expiresAt > this.clock.now().getTime();
    return live && ofAccount === accountId && ofStatus === status ? offset : null;
  }

  private sign(body: Buffer): Buffer {
    return createHmac('sha256', this.key).update(body).digest().subarray(0, 16);
  }
}
