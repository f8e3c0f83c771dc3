import type { OutboxRow } from '../outbox.row.js';
import type { PartitionBacklog } from './partition-backlog.js';

/** Consecutive rows of one partition to send. */
interface Slice {
  backlog: PartitionBacklog;
  rows: OutboxRow[];
}

/** The content of one produce request. */
export type Batch = Slice[];

export function rowCount(batch: Batch): number {
  return batch.reduce((sum, slice) => sum + slice.rows.length, 0);
}

export function keysOf(batch: Batch): string[] {
  return [...new Set(batch.flatMap((slice) => slice.rows.map((row) => row.aggregateid)))];
}

/** Two batches that, sent one after the other, keep the order of each key. */
export function halves(batch: Batch): [Batch, Batch] {
  if (batch.length > 1) {
    const middle = Math.ceil(batch.length / 2);
    return [batch.slice(0, middle), batch.slice(middle)];
  }
  const [slice] = batch as [Slice];
  const middle = Math.ceil(slice.rows.length / 2);
  const half = (rows: OutboxRow[]): Batch => [{ backlog: slice.backlog, rows }];
  return [half(slice.rows.slice(0, middle)), half(slice.rows.slice(middle))];
}
