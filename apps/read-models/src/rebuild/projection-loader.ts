import { setImmediate } from 'node:timers/promises';
import { MalformedRecordError } from '@conferencing/contracts';
import { type Database, transactionOn } from '@conferencing/database';
import type { FetchedBatch, KafkaRecord } from '@conferencing/messaging';
import { NEXT } from '../persistence/generation.js';
import type { ProjectedRecord } from '../projections/projected-record.js';
import type { BulkLoad, Projection } from '../projections/projection.js';
import { toProjectedRecord } from '../projections/to-projected-record.js';
import { NewestRecords } from './newest-records.js';

/** Keys of a partition that are held in memory before they are written; about 2 KB each. */
const MAX_HELD = 50_000;
/** So few that the connection takes their bytes at once. */
const ROWS_PER_STATEMENT = 1_000;

/** Writes records of the topic to the new table: first in bulk and without indexes, later one batch at a time. */
export class ProjectionLoader {
  records = 0;
  /** Records, and batches of them that can't even be read. */
  undecodable = 0;
  /** A key may have been written more than once. */
  repeats = false;
  /** Keys whose newest record can't be decoded: an earlier one counts, which the bulk load has passed over. */
  readonly undecodableKeys = new Set<string>();
  private readonly held = new Map<number, NewestRecords>();
  private readonly flushed = new Set<number>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly projection: Projection,
  ) {}

  /** Keeps the newest record of each key, and writes when there are many. */
  async load(bulk: BulkLoad, { partition, records, unreadable }: FetchedBatch): Promise<void> {
    this.undecodable += unreadable.length;
    this.records += records.length;
    const held = this.held.get(partition) ?? new NewestRecords();
    this.held.set(partition, held);
    for (const record of records) held.add(record);
    if (held.size >= MAX_HELD) await this.flush(bulk, partition);
  }

  /** Writes what is still held. */
  async finishLoading(bulk: BulkLoad): Promise<void> {
    for (const partition of this.held.keys()) await this.flush(bulk, partition);
    await this.writing;
  }

  /** Applies a batch to the table with its indexes. */
  async follow({ partition, records, unreadable }: FetchedBatch): Promise<void> {
    this.undecodable += unreadable.length;
    this.records += records.length;
    await this.apply(partition, this.decode(records));
  }

  /** Applies what the bulk load has passed over. */
  async revisit({ partition, records }: FetchedBatch): Promise<void> {
    const concerned = records.filter(({ key }) => key !== null && this.undecodableKeys.has(key.toString('latin1')));
    const decoded = concerned.flatMap((record) => tryDecode(record) ?? []);
    await this.apply(partition, decoded);
  }

  private async apply(partition: number, records: readonly ProjectedRecord[]): Promise<void> {
    await this.database.transaction(this.projection.change(NEXT, partition, records));
  }

  /** Resolves when the write before this one is done: the next batches are fetched and folded meanwhile. */
  private async flush(bulk: BulkLoad, partition: number): Promise<void> {
    const records = this.held.get(partition)?.take() ?? [];
    if (this.flushed.has(partition)) this.repeats = true;
    this.flushed.add(partition);
    const previous = this.writing;
    this.writing = previous.then(() => this.write(bulk, records));
    // The next one that waits for it gets the failure.
    this.writing.catch(() => undefined);
    await previous;
  }

  /** The next rows are decoded while the database is busy with the ones before. */
  private async write(bulk: BulkLoad, records: readonly KafkaRecord[]): Promise<void> {
    let previous: Promise<void> = Promise.resolve();
    for (let from = 0; from < records.length; from += ROWS_PER_STATEMENT) {
      const rows = bulk.load(this.decode(records.slice(from, from + ROWS_PER_STATEMENT)));
      await previous;
      // A statement by itself: nobody reads the table yet, and BEGIN would wait for its answer behind the next decoding.
      previous = this.database.session((client) => rows(transactionOn(client)));
      // It is waited for after the next one is decoded; a failure that comes before must find a listener.
      previous.catch(() => undefined);
      await setImmediate();
    }
    await previous;
  }

  private decode(records: readonly KafkaRecord[]): ProjectedRecord[] {
    return records.flatMap((record) => {
      const decoded = tryDecode(record);
      if (decoded !== undefined) return decoded;
      this.undecodable += 1;
      if (record.key !== null) this.undecodableKeys.add(record.key.toString('latin1'));
      return [];
    });
  }
}

function tryDecode(record: KafkaRecord): ProjectedRecord | undefined {
  try {
    return toProjectedRecord(record);
  } catch (error) {
    if (error instanceof MalformedRecordError) return undefined;
    throw error;
  }
}
