import type { OutboxRow } from '../outbox.row.js';
import { BLOCK_KEY, BLOCKED_KEYS } from './blocked-keys.sql.js';
import type { PartitionBacklog } from './partition-backlog.js';
import type { RelayDatabase } from './relay-database.js';

/**
 * Keys whose first waiting row the broker refuses. The row and all later rows of the key stay in the table; all other
 * keys continue. Stored in a table, so that operators see them and the next owner of the partition knows them.
 */
export class BlockedKeys {
  private readonly byKey = new Map<string, number>();
  private readonly unsaved = new Map<string, { row: OutboxRow; error: string }>();

  constructor(private readonly database: RelayDatabase) {}

  get size(): number {
    return this.byKey.size;
  }

  /** The number of blocked keys in these partitions. */
  countOf(partitions: { has(partition: number): boolean }): number {
    return [...this.byKey.values()].filter((partition) => partitions.has(partition)).length;
  }

  has(key: string): boolean {
    return this.byKey.has(key);
  }

  list(): string[] {
    return [...this.byKey.keys()];
  }

  /** The database changed: rows that were refused before are sent, and refused, again. */
  forget(): void {
    this.byKey.clear();
    this.unsaved.clear();
  }

  block(row: OutboxRow, error: string): void {
    this.byKey.set(row.aggregateid, row.partition);
    this.unsaved.set(row.aggregateid, { row, error });
  }

  /** Stores new blocked keys, reads those that others blocked or operators released, and rewinds those partitions. */
  async refresh(backlogs: readonly PartitionBacklog[]): Promise<void> {
    const { incarnation } = this.database;
    for (const [key, { row, error }] of this.unsaved) {
      await this.database.query({ text: BLOCK_KEY, values: [key, row.partition, row.seq, error] }, incarnation);
      this.unsaved.delete(key);
    }
    const known = new Set(this.byKey.keys());
    const partitions = backlogs.map((backlog) => backlog.partition);
    const query = {
      name: 'outbox-blocked',
      text: BLOCKED_KEYS,
      values: [partitions],
    };
    const { rows } = await this.database.query<{ aggregateid: string; partition: number }>(query, incarnation);
    for (const row of rows) {
      known.delete(row.aggregateid);
      this.byKey.set(row.aggregateid, row.partition);
    }
    for (const key of known) {
      if (this.unsaved.has(key)) continue;
      const partition = this.byKey.get(key);
      this.byKey.delete(key);
      backlogs.find((backlog) => backlog.partition === partition)?.rewind();
    }
  }
}
