import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseReplacedError, TopicReplacedError } from './recovery.errors.js';
import { BEAT, REGISTER_STAMP, STORAGE, TOPIC_PROBLEM } from './recovery.sql.js';
import { type LookParts, TopicLook } from './topic-look.js';

/** Interval for storing the topic's ends: a look after a crash has to read this much. */
const MARK_MS = 2_000;
/** Pause after a failed look. */
const RETRY_MS = 1_000;
/** Interval of the log line while publishing waits for an operator. */
const COMPLAIN_MS = 60_000;

export interface ContinuityParts extends LookParts {
  /** Milliseconds that a process which does not know about the restore yet may continue to send. */
  leaseMs: number;
  /** The look is done: publishing may start. */
  onProven: () => void;
  /** Everything that is known about the database is invalid. */
  onBroken: () => void;
}

/** What the fetch sees in its own snapshot. */
export interface DatabaseSight {
  stamp: string | null;
  /** Changes when the outbox's rows are replaced. */
  storage: string;
}

/**
 * Proves that the database is the one for which this process has looked at the topic. It is a chain of stamps: each
 * heartbeat replaces the previous stamp, and fails on a database that was restored to an older state. Without the proof
 * nothing is published; a new proof starts with a look at the records in the topic.
 */
export class Continuity {
  private proven = false;
  /** Counts the proofs: results from an earlier proof are not valid. */
  private chain = 0;
  private look: Promise<void> | undefined;
  private notBefore = 0;
  private complainAt = 0;
  /** The stamp in our row, or the possible ones after a statement whose answer was lost. */
  private ownStamps: string[] = [];
  private storage = '';
  private topicId = '';
  private ends: bigint[] | null = null;
  private marking: Promise<void> | undefined;
  private ended = false;
  private markAt = 0;
  private readonly topicLook: TopicLook;

  constructor(private readonly parts: ContinuityParts) {
    this.topicLook = new TopicLook(parts);
  }

  /** True while publishing is safe. Call it with each renewal of the leases: it writes the heartbeat. */
  async prove(): Promise<boolean> {
    if (this.proven) await this.beat();
    if (this.proven) this.markLater();
    else this.lookLater();
    return this.proven;
  }

  get owner(): string {
    return this.parts.owner;
  }

  /** The server was restarted or is another one. The look finds out whether the database is older than before. */
  suspect(): void {
    if (this.proven) this.break(0);
    else this.parts.onBroken();
  }

  /** The possible stamps of our row now: read them before a statement, and compare them with its result. */
  stamps(): readonly string[] {
    return this.ownStamps;
  }

  /**
   * @param before the stamps from before the statement
   * @throws DatabaseReplacedError if rows of this snapshot may not be published
   */
  check({ stamp, storage }: DatabaseSight, before: readonly string[]): void {
    const ours = stamp !== null && (before.includes(stamp) || this.ownStamps.includes(stamp));
    if (ours && storage === this.storage) return;
    this.break(this.parts.leaseMs);
    throw new DatabaseReplacedError();
  }

  /** Stores the position of the topic, so that the next look has nothing to read. Call it when nothing is in flight. */
  async end(): Promise<void> {
    this.ended = true;
    try {
      if (!this.proven) return;
      await this.mark();
      await this.beat();
    } finally {
      await this.parts.topic.close();
    }
  }

  private break(waitMs: number): void {
    if (!this.proven) return;
    this.proven = false;
    this.notBefore = performance.now() + waitMs;
    this.parts.log.warn(
      { waitMs },
      'The database was restarted or restored; the topic is looked at before more is sent',
    );
    this.parts.onBroken();
  }

  private async beat(): Promise<void> {
    const { database, owner, topic } = this.parts;
    const next = this.ownStamps[1] ?? randomUUID();
    const [confirmed = ''] = this.ownStamps;
    this.ownStamps = [confirmed, next];
    const ends = this.ends?.map(String) ?? null;
    const values = [owner, this.ownStamps, next, topic.name, this.topicId, ends];
    const { rows } = await database.query<{ alive: number }>({ name: 'outbox-beat', text: BEAT, values });
    if (rows[0]?.alive === 1) this.ownStamps = [next];
    else this.break(this.parts.leaseMs);
  }

  private markLater(): void {
    if (this.marking !== undefined || performance.now() < this.markAt) return;
    this.marking = this.mark()
      .catch((error: unknown) => this.parts.log.info({ err: error }, 'The ends of the topic could not be looked up'))
      .finally(() => {
        this.markAt = performance.now() + MARK_MS;
        this.marking = undefined;
      });
  }

  /**
   * Reads the topic's ends. Every record before them comes from this database or is known to it: sent rows were written
   * before, and the chain of stamps proves that nothing was taken back since. The next heartbeat stores them.
   */
  private async mark(): Promise<void> {
    const chain = this.chain;
    const { id, ends } = await this.parts.topic.position();
    if (!this.proven || chain !== this.chain) return;
    const cut = ends.some((end, partition) => end < (this.ends?.[partition] ?? 0n));
    if (id !== this.topicId || cut) this.break(0);
    else this.ends = ends;
  }

  private lookLater(): void {
    if (this.look !== undefined || this.ended || performance.now() < this.notBefore) return;
    this.look = this.proveAnew()
      .catch((error: unknown) => this.onFailure(error))
      .finally(() => {
        this.look = undefined;
      });
  }

  private async proveAnew(): Promise<void> {
    const { database, owner, leaseMs } = this.parts;
    const stamp = randomUUID();
    await database.query({ text: REGISTER_STAMP, values: [owner, stamp] });
    const { rows } = await database.query<{ storage: string }>({ text: STORAGE });
    for (;;) {
      const { overtaken, topicId, ends } = await this.topicLook.run(stamp);
      if (overtaken === 0) {
        this.ownStamps = [stamp];
        this.storage = rows[0]?.storage ?? '';
        this.topicId = topicId;
        this.ends = ends;
        this.chain += 1;
        this.proven = true;
        return this.parts.onProven();
      }
      // A relay that does not know about the restore may send until its lease expires.
      await delay(leaseMs, undefined, { ref: false });
    }
  }

  private async onFailure(error: unknown): Promise<void> {
    const { database, topic, log } = this.parts;
    if (this.ended) return;
    this.notBefore = performance.now() + RETRY_MS;
    if (!(error instanceof TopicReplacedError)) {
      log.warn({ err: error }, 'The topic could not be looked at; it will be tried again');
      return;
    }
    if (performance.now() < this.complainAt) return;
    this.complainAt = performance.now() + COMPLAIN_MS;
    log.error({ err: error }, 'Publishing waits for an operator');
    try {
      await database.query({ text: TOPIC_PROBLEM, values: [topic.name, error.message] });
    } catch {
      this.complainAt = 0;
    }
  }
}
