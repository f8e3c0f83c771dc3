import type { AggregateHeads } from '../aggregate-heads.port.js';
import type { OutboxLog } from '../outbox-log.port.js';
import { Wakeup } from '../wakeup.js';
import { backoffMs } from './backoff.js';
import type { RelayMetrics } from './relay-metrics.js';

/** Why the last record of a key in the topic may be an old one. */
export type RepairCause = 'late_send' | 'uncertain_send' | 'takeover';

const CHUNK = 500;

/**
 * Keys whose last record may be stale, because a send of ours ended after the lease or without an answer, or because the
 * partition's last owner died with sends on their way. Their current state is written to the outbox again, in order with
 * the live stream, so the topic ends with the truth whatever arrived in between; consumers know the repeated version.
 */
export class RepairQueue {
  readonly #wakeup = new Wakeup();
  readonly #due = new Map<string, { at: number; cause: RepairCause }>();
  #stopped = false;

  constructor(
    private readonly heads: AggregateHeads,
    private readonly metrics: RelayMetrics,
    private readonly log: OutboxLog,
    private readonly onWritten: () => void,
  ) {}

  /** True while there is a key whose last record may be stale. */
  get waiting(): boolean {
    return this.#due.size > 0;
  }

  add(keys: readonly string[], cause: RepairCause, delayMs: number): void {
    const at = performance.now() + delayMs;
    for (const key of keys) this.#due.set(key, { at, cause });
    this.log.warn({ cause, keys: keys.length, delayMs }, 'Keys with a doubtful last record will be published again');
    this.#wakeup.wake();
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      try {
        const next = await this.#republishDue();
        failures = 0;
        await this.#wakeup.wait(next);
      } catch (error) {
        failures += 1;
        this.log.warn({ err: error, failures }, 'Publishing doubtful keys again failed; it will be tried again');
        await this.#wakeup.wait(backoffMs(failures, 100, 5_000));
      }
    }
  }

  /** Writes what is still waiting at once: called when the process ends in good order. */
  async flush(): Promise<void> {
    for (const due of this.#due.values()) due.at = 0;
    await this.#republishDue();
  }

  stop(): void {
    this.#stopped = true;
    this.#wakeup.wake();
  }

  async #republishDue(): Promise<number> {
    const now = performance.now();
    let next = 60_000;
    const ready: string[] = [];
    for (const [key, { at }] of this.#due) {
      if (at <= now) ready.push(key);
      else next = Math.min(next, at - now);
    }
    for (let start = 0; start < ready.length; start += CHUNK) {
      const keys = ready.slice(start, start + CHUNK);
      await this.heads.republish(keys);
      for (const key of keys) {
        const due = this.#due.get(key);
        // Registered anew while the statement ran: it has to be done again.
        if (due === undefined || due.at > now) continue;
        this.metrics.repairs.inc({ cause: due.cause });
        this.#due.delete(key);
      }
      this.onWritten();
    }
    return next;
  }
}
