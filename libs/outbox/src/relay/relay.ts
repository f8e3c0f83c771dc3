import { within } from '@conferencing/kernel';
import type { Pool } from 'pg';
import { LeaseClock } from '../leases/lease-clock.js';
import { type Holding, LeaseKeeper } from '../leases/lease-keeper.js';
import { OUTBOX_PARTITIONS, ROWS_CHANNEL } from '../outbox-schema.sql.js';
import { Wakeup } from '../wakeup.js';
import { backoffMs } from './backoff.js';
import { BlockedKeys } from './blocked-keys.js';
import { NotificationListener } from './notification-listener.js';
import { PartitionBacklog } from './partition-backlog.js';
import { ProducerLane } from './producer-lane.js';
import { openRelayPool } from './relay-database.js';
import { RelayMetrics } from './relay-metrics.js';
import { DEFAULT_TUNING, type RelayOptions, type RelayTuning } from './relay.options.js';
import { RepairQueue } from './repair-queue.js';
import { fetchRows } from './row-fetcher.js';
import { RowRemover } from './row-remover.js';
import { sampleOutbox } from './sample-outbox.js';

/** How often the gauges of what waits are refreshed. */
const SAMPLE_MS = 5_000;
/** How long `stop()` waits for each of the last answers. */
const ANSWER_MS = 2_000;

/**
 * Publishes the outbox of one database to one topic, in order for each key, together with any number of other relays.
 * Fetching, sending and removing overlap. `start()` never fails for want of a database or a broker: it keeps trying.
 */
export class OutboxRelay {
  readonly #tuning: RelayTuning;
  readonly #pool: Pool;
  readonly #clock = new LeaseClock();
  readonly #leases: LeaseKeeper;
  readonly #metrics: RelayMetrics;
  readonly #blocked: BlockedKeys;
  readonly #remover: RowRemover;
  readonly #repairs: RepairQueue;
  readonly #lanes: ProducerLane[];
  readonly #listener: NotificationListener;
  readonly #rowsWaiting = new Wakeup();
  readonly #leaseWork = new Wakeup();
  readonly #backlogs = new Map<number, PartitionBacklog>();
  /** Partitions whose last owner died: the keys of their first rows are published again. */
  readonly #takenOver = new Set<PartitionBacklog>();
  /** What has to be at rest before the leases are given back. */
  #publishing: Promise<unknown> = Promise.resolve();
  #running: Promise<unknown> | undefined;
  #ended: Promise<void> | undefined;
  readonly #drained = new Wakeup();
  #stopping = false;
  #stopped = false;
  #moreWaits = false;

  constructor(private readonly options: RelayOptions) {
    const { log } = options;
    const tuning = { ...DEFAULT_TUNING, ...options.tuning };
    this.#tuning = tuning;
    this.#pool = openRelayPool(options.connectionString, (error) => log.warn({ err: error }, 'A connection was lost'));
    this.#leases = new LeaseKeeper(this.#pool, this.#clock, options.owner, tuning.leaseMs);
    this.#metrics = new RelayMetrics(options.registry);
    this.#blocked = new BlockedKeys(this.#pool);
    this.#remover = new RowRemover(this.#pool, log, () => this.#onRemoved());
    this.#repairs = new RepairQueue(options.heads, this.#metrics, log, () => void this.notify());
    const parts = {
      options,
      tuning,
      clock: this.#clock,
      remover: this.#remover,
      repairs: this.#repairs,
      blocked: this.#blocked,
      metrics: this.#metrics,
    };
    this.#lanes = Array.from({ length: tuning.producers }, () => new ProducerLane(parts));
    this.#listener = new NotificationListener(
      options.connectionString,
      () => this.wake(),
      () => this.#leaseWork.wake(),
    );
  }

  start(): void {
    this.#publishing = Promise.all([this.#keepLeases(), ...this.#lanes.map((lane) => lane.run())]);
    this.#running = Promise.all([
      this.#publishing,
      this.#fetch(),
      this.#sample(),
      this.#remover.run(),
      this.#repairs.run(),
      this.#listener.run(),
    ]);
  }

  /** Looks for rows at once. */
  wake(): void {
    this.#rowsWaiting.wake();
  }

  /** Wakes this relay and all others. */
  async notify(): Promise<void> {
    this.wake();
    await this.#pool.query(`NOTIFY ${ROWS_CHANNEL}`).catch(() => undefined);
  }

  /** True when no other process could publish anything now. */
  ownsEverything(): boolean {
    return this.#backlogs.size === OUTBOX_PARTITIONS && this.#clock.remainingMs() > 0;
  }

  /**
   * Sends what is in flight, gives the leases back and closes all connections. Whatever hangs, it returns within
   * `drainMs`, twice `sendTimeoutMs` and eight seconds.
   */
  async stop(): Promise<void> {
    await (this.#ended ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    if (this.#running !== undefined) {
      this.#leaseWork.wake();
      await this.#drained.wait(this.#tuning.drainMs);
      await this.#end();
      await within(ANSWER_MS, Promise.all([this.#running, ...this.#lanes.map((lane) => lane.close())]));
    }
    await within(ANSWER_MS, this.#pool.end());
  }

  async #keepLeases(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      try {
        await this.#applyHolding(await this.#leases.renew(!this.#stopping));
        failures = 0;
      } catch (error) {
        failures += 1;
        this.options.log.warn({ err: error, failures }, 'Renewing the leases failed; it will be tried again');
      }
      if (this.#clock.remainingMs() <= 0) for (const backlog of this.#backlogs.values()) this.#lose(backlog);
      if (this.#stopping && [...this.#backlogs.values()].every((backlog) => backlog.inHand === 0)) {
        return this.#drained.wake();
      }
      const pause = failures > 0 ? backoffMs(failures, 100, 1_000) : this.#tuning.leaseMs / 4;
      if (!this.#stopped) await this.#leaseWork.wait(pause);
    }
  }

  async #applyHolding({ leases, surplus, confirm }: Holding): Promise<void> {
    const held = new Map(leases.map((lease) => [lease.partition, lease]));
    for (const backlog of this.#backlogs.values()) {
      if (held.get(backlog.partition)?.epoch !== backlog.epoch) this.#lose(backlog);
    }
    confirm();
    for (const lease of leases) {
      if (this.#backlogs.has(lease.partition)) continue;
      const backlog = new PartitionBacklog(lease.partition, lease.epoch);
      this.#backlogs.set(lease.partition, backlog);
      if (lease.dead) {
        this.#takenOver.add(backlog);
        this.#metrics.takeovers.inc();
      }
      this.#lanes.reduce((least, lane) => (lane.load < least.load ? lane : least)).attach(backlog);
    }
    const open = [...this.#backlogs.values()].filter((backlog) => backlog.open);
    const draining = this.#backlogs.size - open.length;
    const excess = this.#stopping ? open.length : Math.max(0, surplus - draining);
    for (const backlog of open.slice(0, excess)) backlog.close('draining');
    await this.#releaseDrained();
    await this.#blocked.refresh([...this.#backlogs.values()]);
    this.#metrics.leases.set(this.#backlogs.size);
    this.#metrics.blockedKeys.set(this.#blocked.size);
    this.wake();
  }

  /** Not while the process ends with a doubt: see `#end`. */
  async #releaseDrained(): Promise<void> {
    if (this.#stopping && this.#doubtful) return;
    const drained = [...this.#backlogs.values()].filter((backlog) => !backlog.open && backlog.inHand === 0);
    if (drained.length === 0) return;
    for (const backlog of drained) this.#lose(backlog);
    await this.#leases.release(drained.map((backlog) => backlog.partition));
  }

  #lose(backlog: PartitionBacklog): void {
    backlog.close('lost');
    this.#backlogs.delete(backlog.partition);
    this.#takenOver.delete(backlog);
    for (const lane of this.#lanes) lane.detach(backlog);
  }

  async #fetch(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      try {
        const found = await this.#fetchOnce();
        failures = 0;
        if (!found) await this.#rowsWaiting.wait(this.#tuning.pollMs);
      } catch (error) {
        failures += 1;
        this.options.log.warn({ err: error, failures }, 'Fetching failed; it will be tried again');
        await this.#rowsWaiting.wait(backoffMs(failures, 100, 2_000));
      }
    }
  }

  /** True when it is worth looking again at once. */
  async #fetchOnce(): Promise<boolean> {
    const open = [...this.#backlogs.values()].filter((backlog) => backlog.open);
    const limit = Math.ceil(this.#tuning.fetchRows / Math.max(1, open.length));
    const hungry = open.filter((backlog) => backlog.inHand <= 2 * limit);
    this.#moreWaits = hungry.length < open.length;
    if (hungry.length === 0 || this.#clock.remainingMs() <= 0) return false;
    const { found, cut } = await fetchRows(this.#pool, hungry, this.#blocked, limit);
    if (found > 0) for (const lane of this.#lanes) lane.wake();
    for (const backlog of hungry) this.#guardTakeover(backlog);
    this.#moreWaits ||= cut;
    return cut;
  }

  #guardTakeover(backlog: PartitionBacklog): void {
    if (!this.#takenOver.delete(backlog)) return;
    const keys = backlog.queuedKeys();
    if (keys.length > 0) this.#repairs.add(keys, 'takeover', this.#tuning.settleMs);
  }

  #onRemoved(): void {
    if (this.#moreWaits) this.wake();
    for (const backlog of this.#backlogs.values()) {
      if (!backlog.open && backlog.inHand === 0) return this.#leaseWork.wake();
    }
  }

  async #sample(): Promise<void> {
    const rest = new Wakeup();
    this.#endSampling = () => rest.wake();
    while (!this.#stopped) {
      try {
        const { pending, oldestSeconds } = await sampleOutbox(this.#pool, [...this.#backlogs.keys()]);
        this.#metrics.pending.set(pending);
        this.#metrics.oldestAge.set(oldestSeconds);
      } catch {
        // The loops that need the database say so; the gauges keep their last value.
      }
      if (!this.#stopped) await rest.wait(SAMPLE_MS);
    }
  }

  #endSampling: () => void = () => undefined;

  /**
   * The sends under way end first, because they may leave doubts. With a doubt, or without an answer, the leases are not
   * given back but run out: the next owner then takes over as from a relay that died, and repairs what lands late.
   */
  async #end(): Promise<void> {
    this.#stopped = true;
    for (const backlog of this.#backlogs.values()) backlog.close('draining');
    for (const lane of this.#lanes) lane.stop();
    this.#leaseWork.wake();
    // A lane connects and sends.
    const quiet = await within(2 * this.#tuning.sendTimeoutMs, this.#publishing);
    const doubtful = this.#doubtful;
    await within(ANSWER_MS, this.#repairs.flush());
    if (!quiet || doubtful || !(await within(ANSWER_MS, this.#giveBack()))) {
      this.options.log.warn({ quiet, doubtful }, 'The leases are not given back; they run out by themselves');
    }
    this.wake();
    this.#endSampling();
    this.#remover.stop();
    this.#repairs.stop();
    this.#listener.stop();
  }

  /** Whether a record that was sent by this relay, or by one that died before it, may still land late. */
  get #doubtful(): boolean {
    return this.#repairs.waiting || this.#takenOver.size > 0;
  }

  async #giveBack(): Promise<void> {
    await this.#leases.release([...this.#backlogs.keys()]);
    await this.#leases.leave();
  }
}
