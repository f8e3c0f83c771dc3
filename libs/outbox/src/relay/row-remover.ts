import { Wakeup } from '@conferencing/kernel';
import { backoffMs } from '@conferencing/postgres';
import type { OutboxLog } from '../outbox-log.port.js';
import type { Batch } from './batch.js';
import { REMOVE_ROWS } from './outbox-rows.sql.js';
import type { RelayDatabase } from './relay-database.js';

/**
 * Removes acknowledged rows from the table, in the order of their acknowledgement and one statement at a time: if the
 * removal of an earlier version could fail while that of a later one succeeds, a crash would send the earlier one last.
 * A batch of an earlier incarnation of the database is dropped: a replica or a restored database may have given the
 * same number to another event.
 */
export class RowRemover {
  private readonly wakeup = new Wakeup();
  private waiting: Batch = [];
  private stopped = false;

  constructor(
    private readonly database: RelayDatabase,
    private readonly log: OutboxLog,
    private readonly onRemoved: () => void,
  ) {}

  add(batch: Batch): void {
    this.waiting.push(...batch);
    this.wakeup.wake();
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      if (this.waiting.length === 0) {
        await this.wakeup.wait(60_000);
        continue;
      }
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.remove(batch);
        failures = 0;
      } catch (error) {
        this.waiting = [...batch, ...this.waiting];
        failures += 1;
        this.log.warn({ err: error, failures }, 'Removing published rows failed; they will be removed later');
        await this.wakeup.wait(backoffMs(failures, 100, 5_000));
      }
    }
  }

  stop(): void {
    this.stopped = true;
    this.wakeup.wake();
  }

  private async remove(batch: Batch): Promise<void> {
    const { incarnation } = this.database;
    const present = batch.filter(({ backlog }) => backlog.incarnation === incarnation);
    const partitions = present.flatMap(({ backlog, rows }) => rows.map(() => backlog.partition));
    const numbers = present.flatMap(({ rows }) => rows.map((row) => row.seq));
    const ids = present.flatMap(({ rows }) => rows.map((row) => row.id));
    if (numbers.length > 0) {
      const remove = { name: 'outbox-remove', text: REMOVE_ROWS, values: [partitions, numbers, ids] };
      await this.database.query(remove, incarnation);
    }
    for (const { backlog, rows } of batch) for (const row of rows) backlog.letGo(row.seq);
    this.onRemoved();
  }
}
