import { backoffMs } from '@conferencing/postgres';
import { describe } from '../parking/isolation.js';
import type { ConsumerParts } from './consumer-parts.js';
import { BreakerTripped, FencedError, TopicHistoryError } from '../apply/apply.errors.js';
import type { PartitionSession } from '../apply/partition-session.js';
import { partitionName } from '../apply/partition-session.js';
import type { PartitionTakeover } from './partition-takeover.js';

const FIRST_RETRY_MS = 100;
const FIRST_PROBE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
/** Operators need not see the first retries. */
const FAILURES_BEFORE_UNREADY = 3;

/** Pauses a partition that fails, and retries it later; the others never wait for it. */
export class PartitionRecovery {
  constructor(
    private readonly parts: ConsumerParts,
    private readonly takeover: PartitionTakeover,
  ) {}

  failed(session: PartitionSession, error: unknown): void {
    // A batch of the previous assignment may end after the partition was claimed again: it must not pause the new
    // assignment.
    if (this.parts.sessions().get(partitionName(session)) !== session) return;
    if (error instanceof TopicHistoryError) return this.takeover.stop(session, error);
    this.parts.connection()?.consumer.pause(session);
    session.failures += 1;
    const { topic, partition, failures } = session;
    const line = { consumer: this.parts.options.consumer, topic, partition, failures, err: error };
    if (error instanceof FencedError) {
      session.state = 'lost';
      this.parts.log.warn(line, 'partition was taken over by another process');
    } else if (error instanceof BreakerTripped) {
      if (session.state !== 'broken') this.parts.log.error(line, 'partition paused: many keys fail at once');
      session.state = 'broken';
      session.problem = `paused, ${error.failingKeys} different keys fail at once`;
    } else {
      session.state = 'retrying';
      if (failures >= FAILURES_BEFORE_UNREADY) session.problem = 'its batch fails again and again';
      this.parts.log.warn(line, 'batch failed, it is tried again');
    }
    if (session.problem !== null) this.storeProblem(session, session.problem, error);
    this.later(session);
  }

  /** For `ops partitions list`, which runs in another process. */
  private storeProblem(session: PartitionSession, problem: string, error: unknown): void {
    const text =
      error instanceof BreakerTripped ? `${problem}: ${describe(error.cause)}` : `${problem}: ${describe(error)}`;
    this.parts.offsets.storeProblem(session, text).catch((failure: unknown) => {
      this.parts.log.debug(
        { consumer: this.parts.options.consumer, err: failure },
        'problem could not be written down',
      );
    });
  }

  /** An operator who resumes or skips a partition takes it from its owner: a waiting owner detects that here. */
  async takeCommands(): Promise<void> {
    for (const session of this.parts.sessions().values()) {
      if (session.state === 'running' || (await this.parts.offsets.position(session)) !== null) continue;
      clearTimeout(session.retryTimer);
      await this.again(session);
    }
  }

  private later(session: PartitionSession): void {
    const first = session.state === 'retrying' ? FIRST_RETRY_MS : FIRST_PROBE_MS;
    clearTimeout(session.retryTimer);
    session.retryTimer = setTimeout(
      () => void this.again(session),
      backoffMs(session.failures, first, LONGEST_PAUSE_MS),
    );
  }

  private async again(session: PartitionSession): Promise<void> {
    const sessions = this.parts.sessions();
    if (sessions.get(partitionName(session)) !== session) return;
    try {
      const position = await this.parts.offsets.position(session);
      const next = position === null ? await this.reclaimed(session) : session;
      if (position !== null) session.position = position;
      if (!next || sessions !== this.parts.sessions()) return;
      const { topic, partition } = next;
      this.parts.connection()?.consumer.resume({ topic, partition, offset: next.position });
    } catch (error) {
      this.failed(session, error);
    }
  }

  /**
   * The group says that the partition is ours, and the database says that another process claimed it since: that
   * process woke up late. If ours is the late one, the group says so soon.
   */
  private async reclaimed(session: PartitionSession): Promise<PartitionSession | null> {
    const sessions = this.parts.sessions();
    const [claimed] = await this.takeover.claim([session]);
    if (!claimed || sessions !== this.parts.sessions()) return null;
    sessions.set(partitionName(session), claimed);
    return claimed.state === 'running' ? claimed : null;
  }
}
