import { setTimeout as sleep } from 'node:timers/promises';
import { CoalescedReads } from '@conferencing/database';
import { RecentKeys } from '../recent-keys.js';

/** Milliseconds for which a found credential is trusted: a revoked one works at most this long. */
const FOUND_MS = 1_000;
/** Milliseconds to wait for a credential that was just created and is still on its way. */
const WAIT_MS = 2_000;
const LOOK_EVERY_MS = 50;
/** Milliseconds during which requests do not wait for the same unknown credential again. */
const VAIN_MS = 30_000;
/** Limit of waiting requests, so that guessed tokens cannot block the process. */
const MOST_WAITING = 200;
const MOST_REMEMBERED = 20_000;

export interface Found {
  key: string;
  revoked: boolean;
}

/**
 * Looks up credentials of many callers with one statement. It waits for an unknown credential, because the owner
 * service may have issued it a moment ago.
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

  /** Undefined if the credential is unknown or revoked. */
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
