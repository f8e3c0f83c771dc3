import { partitionName, type PartitionSession } from '../apply/partition-session.js';
import type { TopicPartition } from '../kafka/kafka.port.js';
import { COUNT_PARKED, PARKED_KEYS } from './parked-keys.sql.js';
import type { ParkingParts } from './parking-parts.js';

interface Counted extends TopicPartition {
  records: number;
  keys: number;
}

/** Counts the parked records: operators discard records, and only the database knows it. */
export class ParkedCensus {
  constructor(private readonly parts: ParkingParts) {}

  async round(): Promise<void> {
    const { pool, consumer } = this.parts.options;
    const sessions = this.parts.sessions();
    const owned = [...sessions.values()];
    if (owned.length === 0) return;
    const { rows } = await pool.query<Counted>(COUNT_PARKED, [
      consumer,
      owned.map(({ topic }) => topic),
      owned.map(({ partition }) => partition),
    ]);
    for (const row of rows) {
      const session = sessions.get(partitionName(row));
      if (!session) continue;
      session.parked = { records: row.records, keys: row.keys };
      // Not awaited: a long batch must not delay the other partitions.
      if (session.parkedKeys.size > 0) session.exclusive(() => this.keys(session)).catch(() => undefined);
    }
  }

  /** In the partition's turn, so that no record is parked meanwhile. */
  private async keys(session: PartitionSession): Promise<void> {
    const { pool, consumer } = this.parts.options;
    const { topic, partition, parkedKeys } = session;
    const { rows } = await pool.query<{ key_hash: Buffer }>(PARKED_KEYS, [consumer, [topic], [partition]]);
    parkedKeys.clear();
    for (const { key_hash } of rows) parkedKeys.add(key_hash.toString('base64'));
  }
}
