import { setTimeout as sleep } from 'node:timers/promises';
import { CoalescedReads } from '@conferencing/database';
import { RecentKeys } from '../recent-keys.js';

/** How long one that was found counts without another look: what is revoked works on for so long at most. */
const FOUND_MS = 1_000;
/** What the owner has just made is on its way here. */
const WAIT_MS = 2_000;
const LOOK_EVERY_MS = 50;
/** Nobody waits for the same one again for so long. */
const VAIN_MS = 30_000;
/** More than this many don't wait: whoever guesses holds nothing up. */
const MOST_WAITING = 200;
const MOST_REMEMBERED = 20_000;

export interface Found {
  key: string;
  revoked: boolean;
}

/**
 * Looks credentials up, many callers with one statement. One that is not known is waited for, because its owner may have
 * got it from the other service this very moment.
 */
export class CredentialLookup<Row extends Found> {
  private readonly reads: CoalescedReads<string, Row | undefined>;
  private readonly found = new RecentKeys<Row>(FOUND_MS, MOST_REMEMBERED);
  private readonly vain = new RecentKeys<true>(VAIN_MS, MOST_REMEMBERED);
  private waiting = 0;

  constructor(load: (keys: readonly string[]) => Promise<Row[]>) {
    this.reads = new CoalescedReads(async (asked) => {
      const rows = new Map((await load([...new Set(asked)])).map((row) => [row.key, row]));
      return asked.map((key) => rows.get(key));
    });
  }

  /** Undefined when nobody knows it, or it was revoked. */
  async find(key: string): Promise<Row | undefined> {
    const recent = this.found.get(key);
    if (recent !== undefined) return recent;
    const row = (await this.reads.ask(key)) ?? (await this.await(key));
    if (row === undefined || row.revoked) return undefined;
    this.found.set(key, row);
    return row;
  }

  private async await(key: string): Promise<Row | undefined> {
    if (this.waiting >= MOST_WAITING || this.vain.get(key) === true) return undefined;
    this.waiting += 1;
    try {
      for (const until = performance.now() + WAIT_MS; performance.now() < until;) {
        await sleep(LOOK_EVERY_MS);
        const row = await this.reads.ask(key);
        if (row !== undefined) return row;
      }
    } finally {
      this.waiting -= 1;
    }
    this.vain.set(key, true);
    return undefined;
  }
}
