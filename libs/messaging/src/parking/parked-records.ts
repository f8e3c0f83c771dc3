import { setTimeout as delay } from 'node:timers/promises';
import { check, invalid, notFound, refuseWrongArguments } from '@conferencing/kernel';
import type { Pool } from 'pg';
import { inTransaction } from '@conferencing/postgres';
import type { KafkaRecord } from '../kafka/kafka.port.js';
import { COUNT_SELECTED, PARKED_COUNTS } from './count-parked.sql.js';
import { DISCARD, LOCK_PARTITIONS, RELEASE_FOLLOWERS } from './discard.sql.js';
import { LIST_PARKED, SHOW_PARKED } from './list-parked.sql.js';
import { COUNT_UNREADABLE, NAMING } from './naming.sql.js';
import { toRecord } from './parked-record.row.js';
import type { ParkedRow, ParkedState } from './parked-record.row.js';
import { REQUEST_RETRY, RETRY_OUTCOME } from './request-retry.sql.js';

/** The selected records: all that match every given field. At least one field is required. */
export interface ParkedSelection {
  ids?: readonly string[];
  consumer?: string;
  topic?: string;
  /** The text of the key. */
  key?: string;
}

export interface ParkedSummary {
  id: string;
  consumer: string;
  topic: string;
  partition: number;
  offset: string;
  /** The end of an unreadable range; otherwise null. */
  lastOffset: string | null;
  /** As UTF-8 text; null if the record has none. */
  key: string | null;
  state: ParkedState;
  /** Empty while it only waits behind another one. */
  reasons: string[];
  attempts: number;
  firstFailedAt: Date;
  lastFailedAt: Date;
}

export interface ParkedRecord extends ParkedSummary {
  record: KafkaRecord;
}

export interface ParkedCount {
  consumer: string;
  topic: string;
  state: ParkedState;
  records: number;
}

export interface ListOptions extends Omit<ParkedSelection, 'ids'> {
  state?: ParkedState;
  /** 1 to 1,000; default 100. */
  limit?: number;
  /** The last id of the previous page. */
  afterId?: string;
}

export interface RetryReport {
  requested: number;
  /** Applied by now, and so no longer parked. */
  applied: number;
  failed: { id: string; reasons: string[] }[];
  /** Not retried before the timeout: no consumer with that name is running, or it is busy. */
  pending: number;
}

export interface DiscardReport {
  discarded: number;
  /** Records that waited behind a discarded one and are retried now. */
  released: number;
}

const PENDING: ReadonlySet<ParkedState> = new Set(['deferred', 'retry_requested', 'retrying']);
const POLL_MS = 100;
const DEFAULT_WAIT_MS = 15_000;
const MAX_PAGE_SIZE = 1_000;
const ID = /^\d{1,19}$/;

/** Parked records, for operators. It only requests retries: the consumer that parked a record runs it again. */
export class ParkedRecords {
  /** @throws TypeError when it gets no Pool */
  constructor(private readonly pool: Pool) {
    refuseWrongArguments('ParkedRecords', { pool }, { pool: check.pool });
  }

  async counts(): Promise<ParkedCount[]> {
    return (await this.pool.query<ParkedCount>(PARKED_COUNTS)).rows;
  }

  /** How many records a selection means. */
  async count(selection: ParkedSelection): Promise<number> {
    const { rows } = await this.pool.query<{ records: number }>(COUNT_SELECTED, parameters(selection));
    return rows[0]?.records ?? 0;
  }

  async list({ consumer, topic, key, state, limit = 100, afterId }: ListOptions = {}): Promise<ParkedSummary[]> {
    const size = Math.min(MAX_PAGE_SIZE, Math.max(1, limit));
    const after = afterId === undefined ? '0' : checkedId(afterId);
    const values = [consumer ?? null, topic ?? null, bytes(key), state ?? null, after, size];
    const { rows } = await this.pool.query<ParkedRow>(LIST_PARKED, values);
    return rows.map(summary);
  }

  /** Ids and keys of the records whose key or value has this text, as for an id. */
  async naming(text: string): Promise<{ id: string; key: string | null }[]> {
    const { rows } = await this.pool.query<Pick<ParkedRow, 'id' | 'key'>>(NAMING, [Buffer.from(text)]);
    return rows.map(({ id, key }) => ({ id: String(id), key: key?.toString('utf8') ?? null }));
  }

  /** How many ranges are parked that nobody can read: {@link naming} can't look into them. */
  async unreadableRanges(): Promise<number> {
    return (await this.pool.query<{ ranges: number }>(COUNT_UNREADABLE)).rows[0]?.ranges ?? 0;
  }

  /** @throws DomainError `not_found` */
  async show(id: string): Promise<ParkedRecord> {
    const { rows } = await this.pool.query<ParkedRow>(SHOW_PARKED, [checkedId(id)]);
    const row = rows[0];
    if (!row) throw notFound(`No record ${id} is parked.`);
    return { ...summary(row), record: toRecord(row) };
  }

  /**
   * Requests a retry of every record of the selected records' keys, in order, by the running consumer, and waits up to
   * `waitMs` for the outcome. Records that were not retried by then stay requested.
   */
  async retry(selection: ParkedSelection, { waitMs = DEFAULT_WAIT_MS } = {}): Promise<RetryReport> {
    const { rows } = await this.pool.query<{ id: string | number }>(REQUEST_RETRY, parameters(selection));
    const ids = rows.map(({ id }) => String(id));
    const deadline = performance.now() + waitMs;
    for (;;) {
      const report = await this.outcome(ids);
      if (report.pending === 0 || performance.now() >= deadline) return report;
      await delay(POLL_MS);
    }
  }

  /** Deletes the selected records permanently. Records that only waited behind them are retried. */
  async discard(selection: ParkedSelection): Promise<DiscardReport> {
    const values = parameters(selection);
    return await inTransaction(this.pool, async (client) => {
      await client.query(LOCK_PARTITIONS, values);
      const discarded = await client.query<ParkedRow>(DISCARD, values);
      const keyed = discarded.rows.filter(({ key_hash }) => key_hash !== null);
      const released = await client.query(RELEASE_FOLLOWERS, [
        keyed.map(({ consumer }) => consumer),
        keyed.map(({ topic }) => topic),
        keyed.map(({ partition }) => partition),
        keyed.map(({ key_hash }) => key_hash),
      ]);
      return { discarded: discarded.rows.length, released: released.rowCount ?? 0 };
    });
  }

  private async outcome(ids: string[]): Promise<RetryReport> {
    const { rows } = await this.pool.query<ParkedRow>(RETRY_OUTCOME, [ids]);
    const pending = rows.filter(({ state }) => PENDING.has(state)).length;
    const failed = rows.filter(({ state }) => state === 'parked');
    return {
      requested: ids.length,
      applied: ids.length - rows.length,
      failed: failed.map(({ id, reasons }) => ({ id: String(id), reasons })),
      pending,
    };
  }
}

function summary(row: ParkedRow): ParkedSummary {
  const { consumer, topic, partition, state, reasons, attempts } = row;
  return {
    id: String(row.id),
    consumer,
    topic,
    partition,
    offset: String(row.offset),
    lastOffset: row.last_offset === null ? null : String(row.last_offset),
    key: row.key?.toString('utf8') ?? null,
    state,
    reasons,
    attempts,
    firstFailedAt: row.first_failed_at,
    lastFailedAt: row.last_failed_at,
  };
}

function parameters({ ids, consumer, topic, key }: ParkedSelection = {}): unknown[] {
  if (ids === undefined && consumer === undefined && topic === undefined && key === undefined) {
    throw invalid('Say which records are meant: by id, consumer, topic or key.');
  }
  return [ids?.map(checkedId) ?? null, consumer ?? null, topic ?? null, bytes(key)];
}

function bytes(key: string | undefined): Buffer | null {
  return key === undefined ? null : Buffer.from(key);
}

function checkedId(id: string): string {
  if (!ID.test(id)) throw invalid(`${JSON.stringify(id)} is not the id of a parked record.`);
  return id;
}
