import { Wakeup } from '@conferencing/kernel';
import { backoffMs } from '@conferencing/postgres';
import type { LeaseClock } from '../leases/lease-clock.js';
import type { OutgoingRecord, RecordProducer } from '../record-producer.port.js';
import { type Batch, halves, keysOf, rowCount } from './batch.js';
import type { BlockedKeys } from './blocked-keys.js';
import type { PartitionBacklog } from './partition-backlog.js';
import type { RelayMetrics } from './relay-metrics.js';
import type { RelayOptions, RelayTuning } from './relay.options.js';
import type { RepairCause, RepairQueue } from './repair-queue.js';
import type { RowRemover } from './row-remover.js';
import { refusalOf } from './send-errors.js';

export interface LaneParts {
  options: Pick<RelayOptions, 'topic' | 'createProducer' | 'headers' | 'log'>;
  tuning: RelayTuning;
  clock: LeaseClock;
  remover: RowRemover;
  repairs: RepairQueue;
  blocked: BlockedKeys;
  metrics: RelayMetrics;
}

/** Milliseconds until a lane checks again whether the lease was renewed. */
const RENEWAL_LOOK_MS = 50;
/** Grace period after which a send issued past the lease must have reached the broker. */
const LATE_SETTLE_MS = 500;

/**
 * One producer with one send in flight, and the partitions that use it. A partition stays in its lane while it is held,
 * so its keys keep their order.
 */
export class ProducerLane {
  private readonly wakeup = new Wakeup();
  /** Pauses that new rows must not interrupt. */
  private readonly rest = new Wakeup();
  private readonly backlogs: PartitionBacklog[] = [];
  private turn = 0;
  private readonly producer: RecordProducer;
  private connected = false;
  private stopped = false;

  constructor(private readonly parts: LaneParts) {
    this.producer = parts.options.createProducer({ sendTimeoutMs: parts.tuning.sendTimeoutMs });
  }

  get load(): number {
    return this.backlogs.length;
  }

  attach(backlog: PartitionBacklog): void {
    this.backlogs.push(backlog);
  }

  detach(backlog: PartitionBacklog): void {
    const place = this.backlogs.indexOf(backlog);
    if (place !== -1) this.backlogs.splice(place, 1);
    this.rest.wake();
  }

  wake(): void {
    this.wakeup.wake();
  }

  async run(): Promise<void> {
    // The first change after a start need not wait for a connection; without a broker, the send retries.
    this.producer.connect().catch(() => undefined);
    while (!this.stopped) {
      const batch = this.take();
      if (batch.length === 0) await this.wakeup.wait(60_000);
      else await this.publish(batch);
    }
  }

  /** Ends `run` after the send in flight. */
  stop(): void {
    this.stopped = true;
    this.wakeup.wake();
    this.rest.wake();
  }

  async close(): Promise<void> {
    await this.producer.close().catch(() => undefined);
  }

  /** The next rows of this lane's partitions, which take turns at being first. */
  private take(): Batch {
    const { batchRows, batchSize } = this.parts.tuning;
    const batch: Batch = [];
    let room = batchRows;
    let size = batchSize;
    for (let i = 0; i < this.backlogs.length && room > 0 && size > 0; i += 1) {
      const backlog = this.backlogs[(this.turn + i) % this.backlogs.length];
      if (backlog === undefined || backlog.queued === 0) continue;
      const rows = backlog.take(room, size);
      for (const row of rows) size -= row.payload?.length ?? 0;
      room -= rows.length;
      batch.push({ backlog, rows });
    }
    this.turn += 1;
    return batch;
  }

  private async publish(batch: Batch): Promise<void> {
    const { repairs, tuning } = this.parts;
    let doubt: RepairCause | undefined;
    for (let failures = 0; ;) {
      const left = this.stillOurs(batch);
      if (left.length === 0) break;
      const outcome = await this.attempt(left);
      if (outcome === 'acknowledged') break;
      if (outcome === 'no_lease') {
        await this.rest.wait(RENEWAL_LOOK_MS);
        continue;
      }
      if (outcome !== 'failed' && outcome !== 'doubtful') {
        await this.isolate(left, outcome.refusal);
        break;
      }
      if (outcome === 'doubtful') doubt = this.late(batch).length > 0 ? 'late_send' : (doubt ?? 'uncertain_send');
      failures += 1;
      this.parts.metrics.sendFailures.inc();
      await this.rest.wait(backoffMs(failures, 100, 3_000));
    }
    if (doubt !== undefined)
      repairs.add(keysOf(batch), doubt, doubt === 'late_send' ? LATE_SETTLE_MS : tuning.settleMs);
  }

  private async attempt(
    batch: Batch,
  ): Promise<'acknowledged' | 'no_lease' | 'failed' | 'doubtful' | { refusal: string }> {
    const { clock, metrics, tuning, options } = this.parts;
    const records = this.records(batch);
    if (records === undefined) return { refusal: 'HEADERS' };
    let sending = false;
    try {
      if (!this.connected) await this.producer.connect();
      this.connected = true;
      if (clock.remainingMs() < tuning.sendTimeoutMs + tuning.leaseMarginMs) return 'no_lease';
      sending = true;
      const stop = metrics.sendSeconds.startTimer();
      await this.producer.send(options.topic, records);
      stop();
      this.acknowledge(batch);
      return 'acknowledged';
    } catch (error) {
      this.connected = false;
      const refusal = refusalOf(error);
      if (refusal !== undefined) return { refusal };
      options.log.warn({ err: error, rows: records.length, sending }, 'Publishing failed; it will be tried again');
      return sending ? 'doubtful' : 'failed';
    }
  }

  private acknowledge(batch: Batch): void {
    const { metrics, remover, repairs } = this.parts;
    const late = this.late(batch);
    if (late.length > 0) repairs.add(keysOf(late), 'late_send', 0);
    metrics.published.inc(rowCount(batch));
    const now = Date.now();
    for (const { rows } of batch) {
      for (const row of rows) metrics.commitToAckSeconds.observe(Math.max(0, now - row.occurredAt.getTime()) / 1000);
    }
    remover.add(batch);
  }

  /** Rows that may have been sent while another relay had the lease. */
  private late(batch: Batch): Batch {
    return this.parts.clock.remainingMs() <= 0 ? batch : batch.filter((slice) => slice.backlog.lost);
  }

  /** Leaves out rows of partitions that were lost or are being released, and of keys that were blocked meanwhile. */
  private stillOurs(batch: Batch): Batch {
    const { blocked } = this.parts;
    const left: Batch = [];
    for (const { backlog, rows } of batch) {
      const kept: typeof rows = [];
      for (const row of rows) {
        if (backlog.open && !blocked.has(row.aggregateid)) kept.push(row);
        else backlog.letGo(row.seq);
      }
      if (kept.length > 0) left.push({ backlog, rows: kept });
    }
    return left;
  }

  /** Finds the refused record by halving, and blocks its key. */
  private async isolate(batch: Batch, refusal: string): Promise<void> {
    if (rowCount(batch) > 1) {
      for (const half of halves(batch)) await this.publish(half);
      return;
    }
    const { blocked, options, tuning } = this.parts;
    const [{ backlog, rows }] = batch as [Batch[number]];
    const [row] = rows as [Batch[number]['rows'][number]];
    if (blocked.size >= tuning.blockedKeys) {
      options.log.error({ refusal, keys: blocked.size }, 'Too many records are refused; publishing of a lane waits');
      await this.rest.wait(backoffMs(8, 100, 10_000));
      await this.publish(batch);
      return;
    }
    blocked.block(row, refusal);
    backlog.dropKey(row.aggregateid);
    backlog.letGo(row.seq);
    options.log.error({ refusal, id: row.id, seq: row.seq }, 'A record was refused and set aside; its key waits');
  }

  private records(batch: Batch): OutgoingRecord[] | undefined {
    const { headers } = this.parts.options;
    try {
      return batch.flatMap(({ rows }) =>
        rows.map((row) => ({ key: row.aggregateid, value: row.payload, headers: headers(row) })),
      );
    } catch {
      return undefined;
    }
  }
}
