import { setTimeout as delay } from 'node:timers/promises';
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

/** Work beside the batches: retries of parked records, the group's offsets, the lag. */
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

  async run(signal: AbortSignal): Promise<void> {
    for (let round = 0; !signal.aborted; round += 1) {
      await delay(ROUND_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.duty('redrive', () => this.redrive.round());
      await this.duty('commit', () => this.commit());
      await this.duty('commands', () => this.recovery.takeCommands());
      if (round % CENSUS_ROUNDS === 0) await this.duty('parked', () => this.census.round());
      if (round % INSPECTION_ROUNDS === 0)
        await this.duty('logs', () => this.takeover.inspect([...this.parts.sessions().values()]));
    }
  }

  /** Before the client leaves the group: the last chance to commit our offsets to it. */
  async release(): Promise<void> {
    await this.duty('commit', () => this.commit());
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
