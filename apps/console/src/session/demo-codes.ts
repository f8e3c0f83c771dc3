import { randomUUID } from 'node:crypto';
import { SealedBox } from './sealed-box.js';

const LIFETIME_SECONDS = 24 * 3_600;

interface DemoCode {
  id: string;
  token: string;
  /** When it was made, in milliseconds. */
  at: number;
}

/** Codes for links that sign in once. The local stack makes them with the keys of the sessions. */
export class DemoCodes {
  private readonly used = new Set<string>();
  private readonly since = Date.now();

  constructor(private readonly box: SealedBox) {}

  make(token: string): Promise<string> {
    const code: DemoCode = { id: randomUUID(), token, at: Date.now() };
    return this.box.seal('demo', code, Math.floor(code.at / 1_000) + LIFETIME_SECONDS);
  }

  /**
   * The token of a code, once. This process knows only which codes it has seen itself, so codes from before its start
   * don't count, and with several replicas a code would work once on each: a local stack has one.
   */
  async redeem(sealed: string): Promise<string | undefined> {
    const code = await this.box.open<DemoCode>('demo', sealed);
    if (code === undefined || code.at < this.since || this.used.has(code.id)) return undefined;
    this.used.add(code.id);
    return code.token;
  }
}
