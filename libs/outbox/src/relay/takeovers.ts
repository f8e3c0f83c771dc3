import { Wakeup } from '@conferencing/kernel';
import { backoffMs } from '@conferencing/postgres';
import type { Lease, LeaseKeeper } from '../leases/lease-keeper.js';
import type { HeldPartitions } from './held-partitions.js';
import { FIRST_KEYS } from './outbox-rows.sql.js';
import type { PartitionBacklog } from './partition-backlog.js';
import type { RelayDatabase } from './relay-database.js';
import type { RelayOptions, RelayTuning } from './relay.options.js';
import type { RepairQueue } from './repair-queue.js';

interface TakeoverParts {
  options: Pick<RelayOptions, 'log'>;
  tuning: RelayTuning;
  database: RelayDatabase;
  leases: LeaseKeeper;
  held: HeldPartitions;
  repairs: RepairQueue;
  /** Partitions may be fetched from now on. */
  onBegun: () => void;
}

/** No relay has published from the partition before. */
const FIRST_EPOCH = 1;

interface Takeover {
  backlog: PartitionBacklog;
  lease: Lease;
}

/**
 * The steps before the first row of a partition is sent, if its last owner died or the database has changed since: rows
 * that it was about to send, or whose removal was lost, may already be in the topic, followed by newer ones. The keys
 * of the waiting rows are published again later, so that the topic ends with the newest version.
 */
export class Takeovers {
  private readonly wakeup = new Wakeup();
  private waiting: Takeover[] = [];
  private stopped = false;

  constructor(private readonly parts: TakeoverParts) {}

  /** True while the take-over of a held partition is not done. */
  get pending(): boolean {
    return this.waiting.some(({ backlog }) => this.parts.held.holds(backlog));
  }

  add(backlog: PartitionBacklog, lease: Lease): void {
    this.waiting.push({ backlog, lease });
    this.wakeup.wake();
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      this.waiting = this.waiting.filter(({ backlog }) => this.parts.held.holds(backlog));
      const taken = this.waiting;
      if (taken.length === 0) {
        failures = 0;
        await this.wakeup.wait(60_000);
        continue;
      }
      try {
        await this.takeOver(taken);
        this.waiting = this.waiting.filter((takeover) => !taken.includes(takeover));
        failures = 0;
      } catch (error) {
        failures += 1;
        this.parts.options.log.warn({ err: error, failures }, 'Taking partitions over failed; it will be tried again');
        await this.wakeup.wait(backoffMs(failures, 100, 5_000));
      }
    }
  }

  stop(): void {
    this.stopped = true;
    this.wakeup.wake();
  }

  private async takeOver(taken: readonly Takeover[]): Promise<void> {
    const { tuning, leases, repairs, held } = this.parts;
    const incarnation = taken[0]!.backlog.incarnation;
    const orphaned = await this.firstKeys(taken.filter(({ lease }) => lease.dead));
    const returned = await this.firstKeys(taken.filter(({ lease }) => !lease.dead && lease.epoch > FIRST_EPOCH));
    repairs.add(orphaned, 'takeover', tuning.settleMs, tuning.lateArrivalMs);
    repairs.add(returned, 'takeover', tuning.settleMs);
    await leases.confirmTakeover(
      taken.map(({ lease }) => lease),
      incarnation,
    );
    for (const { backlog } of taken) if (held.holds(backlog)) backlog.begin();
    this.parts.onBegun();
  }

  /** A relay has at most one send of a partition in flight; before it wait the rows that are not removed yet. */
  private async firstKeys(taken: readonly Takeover[]): Promise<string[]> {
    const { database, tuning } = this.parts;
    if (taken.length === 0) return [];
    const values = [taken.map(({ backlog }) => backlog.partition), 2 * tuning.batchRows];
    const query = { text: FIRST_KEYS, values };
    return (await database.query<{ key: string }>(query, taken[0]!.backlog.incarnation)).rows.map(({ key }) => key);
  }
}
