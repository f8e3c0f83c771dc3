import { setTimeout as delay } from 'node:timers/promises';
import { within } from '@conferencing/kernel';
import type { PartitionOffset } from '../kafka/kafka.port.js';
import { ParkedCensus } from '../parking/parked-census.js';
import { Redrive } from '../parking/redrive.js';
import type { ConsumerParts } from './consumer-parts.js';
import type { PartitionRecovery } from './partition-recovery.js';
import { partitionName } from '../apply/partition-session.js';
import type { PartitionTakeover } from './partition-takeover.js';

const ROUND_MS = 500;
/** Rounds between two reads of the ends of the logs. */
const INSPECTION_ROUNDS = 10;
/** Rounds between two counts of parked records. */
const CENSUS_ROUNDS = 4;
/** Milliseconds that a goodbye to the group may take: the offsets in the database are the ones that count. */
const GOODBYE_MS = 2_000;

/**
 * Work beside the batches: retries of parked records, the group's offsets, the lag. What asks the brokers has rounds of
 * its own, because a frozen broker delays an answer for a minute.
 */
export class Patrol {
  private readonly redrive: Redrive;
  private readonly census: ParkedCensus;
  private readonly committed = new Map<string, bigint>();

  constructor(
    private readonly parts: ConsumerParts,
    private readonly takeover: PartitionTakeover,
    private readonly recovery: PartitionRecovery,
  ) {
    this.redrive = new Redrive(parts);
    this.census = new ParkedCensus(parts);
  }

  /** Ends when the signal says so, and does not wait for a broker then. */
  async run(signal: AbortSignal): Promise<void> {
    void this.rounds(signal, (round) => this.askBrokers(round));
    await this.rounds(signal, (round) => this.askDatabase(round));
  }

  /** Before the client leaves the group: the last chance to commit our offsets to it. */
  async release(): Promise<void> {
    await within(
      GOODBYE_MS,
      this.duty('commit', () => this.commit()),
    );
  }

  private async rounds(signal: AbortSignal, work: (round: number) => Promise<void>): Promise<void> {
    for (let round = 0; !signal.aborted; round += 1) {
      await delay(ROUND_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await work(round);
    }
  }

  private async askDatabase(round: number): Promise<void> {
    await this.duty('redrive', () => this.redrive.round());
    await this.duty('commands', () => this.recovery.takeCommands());
    if (round % CENSUS_ROUNDS === 0) await this.duty('parked', () => this.census.round());
  }

  private async askBrokers(round: number): Promise<void> {
    await this.duty('commit', () => this.commit());
    if (round % INSPECTION_ROUNDS === 0)
      await this.duty('logs', () => this.takeover.inspect([...this.parts.sessions().values()]));
  }

  /** For tools that show lag; the authoritative offset is in the database. */
  private async commit(): Promise<void> {
    const moved = [...this.parts.sessions().values()].filter(
      (session) => this.committed.get(partitionName(session)) !== session.position,
    );
    const offsets = moved.map(({ topic, partition, position }): PartitionOffset => ({
      topic,
      partition,
      offset: position,
    }));
    const connection = this.parts.connection();
    if (offsets.length === 0 || !connection) return;
    await connection.consumer.commit(offsets);
    for (const entry of offsets) this.committed.set(partitionName(entry), entry.offset);
  }

  private async duty(duty: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.parts.log.debug({ consumer: this.parts.options.consumer, duty, err: error }, 'duty put off');
    }
  }
}
