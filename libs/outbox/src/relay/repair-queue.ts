import { Wakeup } from '@conferencing/kernel';
import { backoffMs } from '@conferencing/postgres';
import type { AggregateHeads } from '../aggregate-heads.port.js';
import type { OutboxLog } from '../outbox-log.port.js';
import type { RelayMetrics } from './relay-metrics.js';

/** Why the last record of a key in the topic may be an old one. */
export type RepairCause = 'late_send' | 'uncertain_send' | 'takeover' | 'recovered';

interface Due {
  at: number;
  cause: RepairCause;
  /** The key is published once more at this time, if it is later. */
  last: number;
}

const CHUNK = 500;

/**
 * Keys whose last record may be stale, because a send of ours ended after the lease or without an answer, or because
 * the partition's last owner died with sends in flight. Their current state is written to the outbox again, in order
 * with new events, so the topic ends with the current state whatever arrived in between; consumers ignore the repeated
 * version. The keys are about the topic, so they stay when the database changes.
 */
export class RepairQueue {
  private readonly wakeup = new Wakeup();
  private readonly due = new Map<string, Due>();
  private stopped = false;

  constructor(
    private readonly heads: AggregateHeads,
    private readonly metrics: RelayMetrics,
    private readonly log: OutboxLog,
    private readonly onWritten: () => void,
  ) {}

  /** True while the last record of a key may be stale. */
  get waiting(): boolean {
    return this.due.size > 0;
  }

  /** Publishes the keys after `delayMs`, and with `againMs` once more after that time. */
  add(keys: readonly string[], cause: RepairCause, delayMs: number, againMs = 0): void {
    if (keys.length === 0) return;
    const at = performance.now() + delayMs;
    for (const key of keys) {
      const last = Math.max(at + againMs, this.due.get(key)?.last ?? 0);
      this.due.set(key, { at, cause, last });
    }
    this.log.warn({ cause, keys: keys.length, delayMs }, 'Keys with a doubtful last record will be published again');
    this.wakeup.wake();
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        const next = await this.republishDue();
        failures = 0;
        await this.wakeup.wait(next);
      } catch (error) {
        failures += 1;
        this.log.warn({ err: error, failures }, 'Publishing doubtful keys again failed; it will be tried again');
        await this.wakeup.wait(backoffMs(failures, 100, 5_000));
      }
    }
  }

  /** Writes the waiting keys at once: called during an orderly stop. */
  async flush(): Promise<void> {
    for (const due of this.due.values()) Object.assign(due, { at: 0, last: 0 });
    await this.republishDue();
  }

  stop(): void {
    this.stopped = true;
    this.wakeup.wake();
  }

  private async republishDue(): Promise<number> {
    const now = performance.now();
    let next = 60_000;
    const ready: string[] = [];
    for (const [key, { at }] of this.due) {
      if (at <= now) ready.push(key);
    }
    for (let start = 0; start < ready.length; start += CHUNK) {
      const keys = ready.slice(start, start + CHUNK);
      await this.heads.republish(keys);
      for (const key of keys) {
        const due = this.due.get(key);
        // Added again while the statement ran: it has to be published again.
        if (due === undefined || due.at > now) continue;
        this.metrics.repairs.inc({ cause: due.cause });
        if (due.last <= now) this.due.delete(key);
        else due.at = due.last;
      }
      this.onWritten();
    }
    for (const { at } of this.due.values()) next = Math.min(next, Math.max(1, at - now));
    return next;
  }
}
