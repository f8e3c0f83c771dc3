import { Wakeup } from '@conferencing/kernel';
import type { BlockedKeys } from './blocked-keys.js';
import type { HeldPartitions } from './held-partitions.js';
import type { PartitionBacklog } from './partition-backlog.js';
import type { RelayDatabase } from './relay-database.js';
import type { RelayMetrics } from './relay-metrics.js';
import { findForgottenRows, sampleOutbox } from './sample-outbox.js';

interface SamplerParts {
  database: RelayDatabase;
  held: HeldPartitions;
  blocked: BlockedKeys;
  metrics: RelayMetrics;
  /** Interval in milliseconds. */
  everyMs: number;
  /** A row waits that the relay will never fetch. */
  onForgotten: (backlog: PartitionBacklog, seq: number) => void;
}

/** Refreshes the gauges of waiting rows, and looks for rows that no fetch would find. */
export class OutboxSampler {
  private readonly rest = new Wakeup();
  private suspects = new Map<PartitionBacklog, number>();
  private stopped = false;

  constructor(private readonly parts: SamplerParts) {}

  async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.sample();
      } catch {
        // The loops that need the database log the failure; the gauges keep their last value while the relay holds
        // partitions.
        if (this.parts.held.size === 0) this.show(0, 0);
      }
      if (!this.stopped) await this.rest.wait(this.parts.everyMs);
    }
  }

  stop(): void {
    this.stopped = true;
    this.rest.wake();
  }

  private async sample(): Promise<void> {
    const { database, held, blocked, onForgotten } = this.parts;
    const backlogs = held.all();
    const { pending, oldestSeconds } = await sampleOutbox(
      database,
      backlogs.map(({ partition }) => partition),
    );
    this.show(pending, oldestSeconds);
    const found = await findForgottenRows(database, held.open(), blocked.list());
    // A row that was removed during the statement is found once; a forgotten row is found again.
    for (const [backlog, seq] of found) if (this.suspects.get(backlog) === seq) onForgotten(backlog, seq);
    this.suspects = found;
  }

  private show(pending: number, oldestSeconds: number): void {
    this.parts.metrics.pending.set(pending);
    this.parts.metrics.oldestAge.set(oldestSeconds);
  }
}
