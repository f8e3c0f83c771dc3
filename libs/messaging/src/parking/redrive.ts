import { BatchWork } from '../apply/batch-work.js';
import { PoisonRecordError } from '../apply/apply.errors.js';
import { failureKind } from '../apply/failure-kind.js';
import type { PartitionSession } from '../apply/partition-session.js';
import { partitionName } from '../apply/partition-session.js';
import type { KafkaRecord, TopicPartition } from '../kafka/kafka.port.js';
import { BEGIN_RETRY } from './begin-retry.sql.js';
import { FAIL_RETRY } from './fail-retry.sql.js';
import { describe } from './isolation.js';
import type { ParkedRow } from './parked-record.row.js';
import { toRecord } from './parked-record.row.js';
import type { ParkingParts } from './parking-parts.js';
import { REQUESTED_RETRIES } from './requested-retries.sql.js';
import { RETRY_BATCH } from './retry-batch.sql.js';
import { DEFER_AGAIN, UNDO_RETRY } from './undo-retry.sql.js';

interface RequestedRow extends TopicPartition {
  key_hash: Buffer | null;
  id: string | number | null;
}

const BATCH_RECORDS = 200;

/** Runs parked records through their handler again on request, a key at a time and in order. */
export class Redrive {
  constructor(private readonly parts: ParkingParts) {}

  async round(): Promise<void> {
    const sessions = this.parts.sessions();
    const owned = [...sessions.values()];
    if (owned.length === 0) return;
    const { rows } = await this.parts.options.pool.query<RequestedRow>(REQUESTED_RETRIES, [
      this.parts.options.consumer,
      owned.map(({ topic }) => topic),
      owned.map(({ partition }) => partition),
      owned.map(({ epoch }) => epoch.toString()),
    ]);
    // In each round a partition waits for locks only once, because its batches take turns with these.
    const busy = new Set<PartitionSession>();
    for (const row of rows) {
      const session = sessions.get(partitionName(row));
      if (!session || busy.has(session) || sessions !== this.parts.sessions()) continue;
      if (!(await session.exclusive(() => this.retry(session, row)))) busy.add(session);
    }
  }

  /**
   * @returns false if it still has to wait for others
   */
  private async retry(session: PartitionSession, { topic, partition, key_hash, id }: RequestedRow): Promise<boolean> {
    const { pool, consumer } = this.parts.options;
    const key = [consumer, topic, partition, key_hash, id];
    // Committed before the first attempt: if that ends the process, the next owner sees it and does not repeat it.
    await pool.query(BEGIN_RETRY, key);
    try {
      while (await this.batch(session, key));
      const left = await pool.query(RETRY_BATCH, [...key, 1]);
      if (key_hash && left.rowCount === 0) session.parkedKeys.delete(key_hash.toString('base64'));
      return true;
    } catch (error) {
      const busy = failureKind(error) === 'busy';
      await pool.query(busy ? DEFER_AGAIN : UNDO_RETRY, key);
      if (busy) return false;
      throw error;
    }
  }

  /**
   * @returns whether there may be more work
   */
  private async batch(session: PartitionSession, key: unknown[]): Promise<boolean> {
    const { options, offsets } = this.parts;
    const handler = this.parts.handler(session.topic);
    if (!handler) return false;
    let more = false;
    await BatchWork.run(
      options.pool,
      options.consumer,
      session,
      handler,
      async (work) => {
        await offsets.lock(work.client, session);
        const { rows } = await work.client.query<ParkedRow>(RETRY_BATCH, [...key, BATCH_RECORDS]);
        if (rows.length === 0) return;
        const { applied, reasons } = await tryAgain(work, rows, (row) => this.recordsOf(row));
        await work.client.query('DELETE FROM parked_records WHERE id = ANY ($1::bigint[])', [
          applied.map((row) => row.id),
        ]);
        const failed = rows[applied.length];
        if (failed) await work.client.query(FAIL_RETRY, [...key, failed.id, reasons]);
        more = failed === undefined;
      },
      { redrive: true },
    );
    return more;
  }

  private async recordsOf(row: ParkedRow): Promise<KafkaRecord[]> {
    const { topic, partition, last_offset, value } = row;
    if (last_offset === null || value === null) return [toRecord(row)];
    return await this.parts.options.kafka.unpack({ topic, partition }, value);
  }
}

/** An unreadable range may be readable by now. */
type RecordsOf = (row: ParkedRow) => Promise<KafkaRecord[]>;

/** All at once; if that fails, one by one up to the first failure: no record overtakes its key. */
async function tryAgain(
  work: BatchWork,
  rows: ParkedRow[],
  recordsOf: RecordsOf,
): Promise<{ applied: ParkedRow[]; reasons: string[] }> {
  try {
    await work.attempt((await Promise.all(rows.map(recordsOf))).flat());
    return { applied: rows, reasons: [] };
  } catch (error) {
    if (failureKind(error) !== 'record') throw error;
    if (rows.length === 1) return { applied: [], reasons: reasonsOf(error) };
  }
  for (const [index, row] of rows.entries()) {
    try {
      await work.attempt(await recordsOf(row));
    } catch (error) {
      if (failureKind(error) !== 'record') throw error;
      return { applied: rows.slice(0, index), reasons: reasonsOf(error) };
    }
  }
  return { applied: rows, reasons: [] };
}

function reasonsOf(error: unknown): string[] {
  if (error instanceof PoisonRecordError) return error.poison.flatMap(({ reasons }) => reasons.map(describe));
  return [describe(error)];
}
