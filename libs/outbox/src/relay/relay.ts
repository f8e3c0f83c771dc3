import { refuseWrongOptions, within, Wakeup } from '@conferencing/kernel';
import { backoffMs, NotificationListener } from '@conferencing/postgres';
import { LeaseClock } from '../leases/lease-clock.js';
import { type Holding, LeaseKeeper } from '../leases/lease-keeper.js';
import { LEASES_CHANNEL, OUTBOX_PARTITIONS, ROWS_CHANNEL } from '../outbox-schema.js';
import { Recovery } from '../recovery/recovery.js';
import { BlockedKeys } from './blocked-keys.js';
import { HeldPartitions } from './held-partitions.js';
import { OutboxSampler } from './outbox-sampler.js';
import type { PartitionBacklog } from './partition-backlog.js';
import { ProducerLane } from './producer-lane.js';
import { DatabaseChangedError, RelayDatabase } from './relay-database.js';
import { RelayMetrics } from './relay-metrics.js';
import { DEFAULT_TUNING, RELAY_OPTIONS, type RelayOptions, type RelayTuning } from './relay.options.js';
import { RepairQueue } from './repair-queue.js';
import { fetchRows } from './row-fetcher.js';
import { RowRemover } from './row-remover.js';
import { Takeovers } from './takeovers.js';

/** Milliseconds that `stop()` waits for each of the last answers. */
const ANSWER_MS = 2_000;

/**
 * Publishes the outbox of one database to one topic, in order for each key, together with any number of other relays.
 * Fetching, sending and removing overlap. `start()` never fails because a database or a broker is unreachable: it
 * retries.
 */
export class OutboxRelay {
  private readonly tuning: RelayTuning;
  private readonly database: RelayDatabase;
  private readonly clock = new LeaseClock();
  private readonly leases: LeaseKeeper;
  private readonly recovery: Recovery;
  private readonly metrics: RelayMetrics;
  private readonly blocked: BlockedKeys;
  private readonly remover: RowRemover;
  private readonly repairs: RepairQueue;
  private readonly lanes: ProducerLane[];
  private readonly held: HeldPartitions;
  private readonly takeovers: Takeovers;
  private readonly sampler: OutboxSampler;
  private readonly listener: NotificationListener;
  private readonly rowsWaiting = new Wakeup();
  private readonly leaseWork = new Wakeup();
  /** What has to finish before the leases are released. */
  private publishing: Promise<unknown> = Promise.resolve();
  private running: Promise<unknown> | undefined;
  private ended: Promise<void> | undefined;
  private readonly drained = new Wakeup();
  private stopping = false;
  private stopped = false;
  private moreWaits = false;

  /** @throws TypeError that names every wrong option */
  constructor(private readonly options: RelayOptions) {
    refuseWrongOptions('the relay', options, RELAY_OPTIONS);
    const { log } = options;
    const tuning = { ...DEFAULT_TUNING, ...options.tuning };
    this.tuning = tuning;
    const onError = (error: Error) => log.warn({ err: error }, 'A connection was lost');
    const onChange = () => this.recovery.continuity.suspect();
    this.database = new RelayDatabase(options.connectionString, onError, onChange);
    this.leases = new LeaseKeeper(this.database, this.clock, options.owner, tuning.leaseMs);
    const held = { partitions: () => this.held.size, blockedKeys: () => this.blocked.countOf(this.held) };
    this.metrics = new RelayMetrics(options.registry, held);
    this.blocked = new BlockedKeys(this.database);
    this.remover = new RowRemover(this.database, log, () => this.onRemoved());
    const notify = () => void this.notify();
    this.repairs = new RepairQueue(options.heads, this.metrics, log, notify);
    const [database, metrics, repairs, blocked] = [this.database, this.metrics, this.repairs, this.blocked];
    const callbacks = { onProven: () => this.leaseWork.wake(), onBroken: () => this.forget(), onRecovered: notify };
    this.recovery = new Recovery({ options, tuning, database, metrics, ...callbacks });
    const sending = { options, tuning, clock: this.clock, remover: this.remover, repairs, blocked, metrics };
    this.lanes = Array.from({ length: tuning.producers }, () => new ProducerLane(sending));
    this.held = new HeldPartitions(this.lanes);
    const taking = { options, tuning, database, leases: this.leases, held: this.held, repairs };
    this.takeovers = new Takeovers({ ...taking, onBegun: () => this.wake() });
    const onForgotten = (backlog: PartitionBacklog, seq: number) => this.retake(backlog, seq);
    const sampled = { database, held: this.held, blocked, metrics };
    this.sampler = new OutboxSampler({ ...sampled, everyMs: tuning.sampleMs, onForgotten });
    this.listener = new NotificationListener({
      url: options.connectionString,
      applicationName: 'outbox-listener',
      channels: { [LEASES_CHANNEL]: () => this.leaseWork.wake(), [ROWS_CHANNEL]: () => this.wake() },
    });
  }

  start(): void {
    this.publishing = Promise.all([this.keepLeases(), ...this.lanes.map((lane) => lane.run())]);
    this.running = Promise.all([
      this.publishing,
      this.fetch(),
      this.sampler.run(),
      this.remover.run(),
      this.repairs.run(),
      this.takeovers.run(),
      this.recovery.run(),
      this.listener.run(),
    ]);
  }

  /** Reads rows at once. */
  wake(): void {
    this.rowsWaiting.wake();
  }

  /** Wakes this relay and all others. */
  async notify(): Promise<void> {
    this.wake();
    await this.database.query({ text: `NOTIFY ${ROWS_CHANNEL}` }).catch(() => undefined);
  }

  /** True if no other process could publish anything now. */
  ownsEverything(): boolean {
    return this.held.size === OUTBOX_PARTITIONS && this.clock.remainingMs() > 0;
  }

  /**
   * Waits for sends in flight, releases the leases and closes all connections. Even if a server hangs, it returns
   * within `drainMs`, twice `sendTimeoutMs` and eight seconds.
   */
  async stop(): Promise<void> {
    await (this.ended ??= this.stopAll());
  }

  private async stopAll(): Promise<void> {
    this.stopping = true;
    if (this.running !== undefined) {
      this.leaseWork.wake();
      await this.drained.wait(this.tuning.drainMs);
      await this.end();
      await within(ANSWER_MS, Promise.all([this.running, ...this.lanes.map((lane) => lane.close())]));
    }
    await within(ANSWER_MS, this.database.end());
  }

  private async keepLeases(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        const proven = await this.recovery.continuity.prove();
        if (proven) await this.applyHolding(await this.leases.renew(!this.stopping));
        failures = 0;
      } catch (error) {
        failures += 1;
        this.options.log.warn({ err: error, failures }, 'Renewing the leases failed; it will be tried again');
      }
      if (this.clock.remainingMs() <= 0) this.held.loseAll();
      if (this.stopping && this.held.all().every((backlog) => backlog.inHand === 0)) {
        return this.drained.wake();
      }
      const pause = failures > 0 ? backoffMs(failures, 100, 1_000) : this.tuning.leaseMs / 4;
      if (!this.stopped) await this.leaseWork.wait(pause);
    }
  }

  private async applyHolding({ leases, surplus, incarnation, confirm }: Holding): Promise<void> {
    if (incarnation !== this.database.incarnation) throw new DatabaseChangedError();
    const held = new Map(leases.map((lease) => [lease.partition, lease]));
    for (const backlog of this.held.all()) {
      if (held.get(backlog.partition)?.epoch !== backlog.epoch) this.held.lose(backlog);
    }
    confirm();
    for (const lease of leases) {
      if (this.held.has(lease.partition)) continue;
      const takenOver = lease.dead || lease.confirmedIn !== incarnation;
      const backlog = this.held.add(lease, incarnation, takenOver);
      if (takenOver) this.takeovers.add(backlog, lease);
      if (lease.dead) this.metrics.takeovers.inc();
    }
    const open = this.held.open();
    const excess = this.stopping ? open.length : Math.max(0, surplus - this.draining);
    for (const backlog of open.slice(0, excess)) backlog.close('draining');
    await this.releaseDrained();
    await this.blocked.refresh(this.held.all());
    this.wake();
  }

  private get draining(): number {
    return this.held.all().filter((backlog) => !backlog.open && !backlog.waiting).length;
  }

  /** Not while the process stops with a doubtful send: see `#end`. */
  private async releaseDrained(): Promise<void> {
    if (this.stopping && this.doubtful) return;
    const drained = this.held.drained();
    if (drained.length === 0) return;
    for (const backlog of drained) this.held.lose(backlog);
    await this.leases.release(drained, drained[0]!.incarnation);
  }

  /** The database crashed, was replaced or restored: its rows are taken over as from a relay that died. */
  private forget(): void {
    this.options.log.warn({}, 'The database was restarted, replaced or restored; all partitions are taken over anew');
    this.held.loseAll();
    this.leases.forget();
    this.blocked.forget();
    this.leaseWork.wake();
  }

  /** A row is below the low-water mark, so the mark is invalid: the partition is taken over again. */
  private retake(backlog: PartitionBacklog, seq: number): void {
    const { partition, floor } = backlog;
    this.options.log.error({ partition, seq, floor }, 'A row turned up below the low-water mark');
    this.held.lose(backlog);
    this.leases.forget(partition);
    this.leaseWork.wake();
  }

  private async fetch(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      try {
        const found = await this.fetchOnce();
        failures = 0;
        if (!found) await this.rowsWaiting.wait(this.tuning.pollMs);
      } catch (error) {
        failures += 1;
        this.options.log.warn({ err: error, failures }, 'Fetching failed; it will be tried again');
        await this.rowsWaiting.wait(backoffMs(failures, 100, 2_000));
      }
    }
  }

  /** True if another fetch at once may find more. */
  private async fetchOnce(): Promise<boolean> {
    const open = this.held.open();
    const limit = Math.ceil(this.tuning.fetchRows / Math.max(1, open.length));
    const hungry = open.filter((backlog) => backlog.inHand <= 2 * limit);
    this.moreWaits = hungry.length < open.length;
    if (hungry.length === 0 || this.clock.remainingMs() <= 0) return false;
    const { found, cut } = await fetchRows(this.database, hungry, this.blocked, this.recovery.continuity, limit);
    if (found > 0) for (const lane of this.lanes) lane.wake();
    this.moreWaits ||= cut;
    return cut;
  }

  private onRemoved(): void {
    if (this.moreWaits) this.wake();
    if (this.held.drained().length > 0) this.leaseWork.wake();
  }

  /**
   * Sends in flight end first, because their outcome may be doubtful. With a doubtful send, or without an answer, the
   * leases are not released but expire: the next owner then takes over as from a relay that died, and repairs late
   * records.
   */
  private async end(): Promise<void> {
    this.stopped = true;
    for (const backlog of this.held.all()) backlog.close('draining');
    for (const lane of this.lanes) lane.stop();
    this.leaseWork.wake();
    // A lane connects and sends.
    const quiet = await within(2 * this.tuning.sendTimeoutMs, this.publishing);
    const doubtful = this.doubtful;
    await within(ANSWER_MS, this.repairs.flush());
    await within(ANSWER_MS, this.recovery.continuity.end());
    if (!quiet || doubtful || !(await within(ANSWER_MS, this.giveBack()))) {
      this.options.log.warn({ quiet, doubtful }, 'The leases are not given back; they run out by themselves');
    }
    this.wake();
    this.sampler.stop();
    this.remover.stop();
    this.repairs.stop();
    this.takeovers.stop();
    this.recovery.stop();
    this.listener.stop();
  }

  /** Whether a record that was sent by this relay, or by one that died before it, may still arrive late. */
  private get doubtful(): boolean {
    return this.repairs.waiting || this.takeovers.pending;
  }

  private async giveBack(): Promise<void> {
    const held = this.held.all();
    if (held.length > 0) await this.leases.release(held, held[0]!.incarnation);
    await this.leases.leave();
  }
}
