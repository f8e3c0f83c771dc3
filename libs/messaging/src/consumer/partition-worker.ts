import type { Pool } from 'pg';
import type { FetchedBatch, KafkaRecord, UnreadableRange } from '../kafka/kafka.port.js';
import type { MessagingLog } from '../kafka/log.port.js';
import { Isolation } from '../parking/isolation.js';
import { park } from '../parking/park.js';
import { unreadableAside } from '../parking/unreadable.js';
import { STILL_PARKED } from '../parking/parked-keys.sql.js';
import type { BatchHandler } from '../apply/batch-handler.js';
import { BatchWork } from '../apply/batch-work.js';
import { failureKind } from '../apply/failure-kind.js';
import type { FailureKind } from '../apply/failure-kind.js';
import { keyHash, keyId } from '../apply/key-id.js';
import type { OffsetStore } from './offset-store.js';
import type { PartitionSession } from '../apply/partition-session.js';

const CONFLICT_ATTEMPTS = 3;
/** Failures after which the rest of the batch can continue. */
const OF_RECORDS: ReadonlySet<FailureKind> = new Set(['record', 'busy']);
const VANISHED = 'The process ended each time while this record was being handled.';

/** Applies the batches of a partition to the database, each with its offset. */
export class PartitionWorker {
  constructor(
    private readonly pool: Pool,
    private readonly offsets: OffsetStore,
    private readonly consumer: string,
    private readonly log: MessagingLog,
  ) {}

  /**
   * @throws failures that are not caused by records: then nothing has changed
   */
  async process(session: PartitionSession, handler: BatchHandler, batch: FetchedBatch): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.processOnce(session, handler, batch);
      } catch (error) {
        if (failureKind(error) !== 'conflict' || attempt === CONFLICT_ATTEMPTS) throw error;
      }
    }
  }

  private async processOnce(session: PartitionSession, handler: BatchHandler, batch: FetchedBatch): Promise<void> {
    const first = batch.records[0];
    const records =
      first && first.offset < session.position
        ? batch.records.filter(({ offset }) => offset >= session.position)
        : batch.records;
    const unreadable = batch.unreadable.filter(({ lastOffset }) => lastOffset >= session.position);
    if (session.suspect) return await this.oneByOne(session, handler, records, batch.nextOffset, unreadable);
    if (unreadable.length === 0 && !this.touchesParkedKey(session, records)) {
      try {
        return await this.whole(session, handler, records, batch.nextOffset);
      } catch (error) {
        if (!OF_RECORDS.has(failureKind(error))) throw error;
      }
    }
    await this.carefully(session, handler, records, batch.nextOffset, { unreadable });
  }

  private async whole(
    session: PartitionSession,
    handler: BatchHandler,
    records: readonly KafkaRecord[],
    nextOffset: bigint,
  ): Promise<void> {
    await BatchWork.run(this.pool, this.consumer, session, handler, async (work) => {
      await work.apply(records);
      await work.pending.add(this.offsets.advance(work.client, session, nextOffset));
    });
    session.position = nextOffset;
  }

  /** Some records may have to be parked. `vanished` is a record that is known to end the process. */
  private async carefully(
    session: PartitionSession,
    handler: BatchHandler,
    records: readonly KafkaRecord[],
    nextOffset: bigint,
    { vanished, unreadable = [] }: { vanished?: KafkaRecord; unreadable?: readonly UnreadableRange[] },
  ): Promise<void> {
    const cached = keysOf(records.filter(({ key }) => this.isParked(session, key)));
    // Refused records never become valid, so they delay the others for a limited time only.
    const letPass = session.refused.hasWaited(Date.now());
    let stillParked = new Set<string>();
    let isolation!: Isolation;
    await BatchWork.run(this.pool, this.consumer, session, handler, async (work) => {
      await this.offsets.lock(work.client, session);
      if (cached.length > 0) {
        const { topic, partition } = session;
        const values = [this.consumer, topic, partition, cached];
        const { rows } = await work.client.query<{ key_hash: Buffer }>(STILL_PARKED, values);
        stillParked = new Set(rows.map((row) => row.key_hash.toString('base64')));
      }
      isolation = new Isolation((some) => work.attempt(some), new Map([...stillParked].map((key) => [key, -1n])), {
        unexpected: (keys) => session.unexpected.excess(keys, Date.now()),
        refused: (keys) => (letPass ? undefined : session.refused.excess(keys, Date.now())),
      });
      if (vanished) isolation.park(vanished, [VANISHED]);
      await isolation.apply(vanished ? [] : records);
      await park(work.client, this.consumer, session, [
        ...isolation.setAside,
        ...unreadable.map((range) => unreadableAside(session, range)),
      ]);
      await this.offsets.advance(work.client, session, nextOffset);
    });
    session.position = nextOffset;
    for (const key of cached)
      if (!stillParked.has(key.toString('base64'))) session.parkedKeys.delete(key.toString('base64'));
    this.remember(session, isolation);
    if (unreadable.length > 0) this.logUnreadable(session, unreadable);
  }

  /** Earlier owners may have died here: a mark in the database before each record shows which one ends the process. */
  private async oneByOne(
    session: PartitionSession,
    handler: BatchHandler,
    records: readonly KafkaRecord[],
    nextOffset: bigint,
    unreadable: readonly UnreadableRange[],
  ): Promise<void> {
    let from = -1n;
    for (const record of records) {
      const vanished = record.offset === session.fatalOffset;
      if (!vanished) await this.offsets.markAlone(session, record.offset);
      await this.carefully(session, handler, [record], record.offset + 1n, {
        vanished: vanished ? record : undefined,
        unreadable: unreadable.filter(({ firstOffset }) => firstOffset > from && firstOffset < record.offset),
      });
      from = record.offset;
    }
    const rest = unreadable.filter(({ firstOffset }) => firstOffset > from);
    if (session.position < nextOffset) await this.carefully(session, handler, [], nextOffset, { unreadable: rest });
    session.suspect = false;
  }

  private remember(session: PartitionSession, { setAside, unexpected, refused }: Isolation): void {
    if (setAside.length === 0) return;
    session.unexpected.add(unexpected, Date.now());
    session.refused.add(refused, Date.now());
    for (const { record } of setAside) {
      const key = keyId(record.key);
      if (key !== null) session.parkedKeys.add(key);
    }
    const offsets = setAside.filter(({ state }) => state === 'parked').map(({ record }) => record.offset.toString());
    if (offsets.length === 0) return;
    const { topic, partition } = session;
    this.log.warn({ consumer: this.consumer, topic, partition, offsets }, 'records parked');
  }

  private logUnreadable({ topic, partition }: PartitionSession, ranges: readonly UnreadableRange[]): void {
    const unreadable = ranges.map(({ firstOffset, lastOffset, reason }) => `${firstOffset}-${lastOffset}: ${reason}`);
    this.log.error({ consumer: this.consumer, topic, partition, unreadable }, 'unreadable records parked');
  }

  private touchesParkedKey(session: PartitionSession, records: readonly KafkaRecord[]): boolean {
    return session.parkedKeys.size > 0 && records.some(({ key }) => this.isParked(session, key));
  }

  private isParked(session: PartitionSession, key: Buffer | null): boolean {
    if (session.parkedKeys.size === 0) return false;
    const id = keyId(key);
    return id !== null && session.parkedKeys.has(id);
  }
}

function keysOf(records: readonly KafkaRecord[]): Buffer[] {
  const hashes = records.map(({ key }) => keyHash(key)).filter((hash) => hash !== null);
  return [...new Map(hashes.map((hash) => [hash.toString('base64'), hash])).values()];
}
