import { connectedProcesses, type ConnectedProcess, type Database } from '@conferencing/database';
import { ConsumedPartitions, type ConsumedPartition, type ParkedCount, ParkedRecords } from '@conferencing/messaging';

/** What each app tells of itself in its own database. */
export interface ConsumingStatus {
  processes: ConnectedProcess[];
  parked: ParkedCount[];
  partitions: ConsumedPartition[];
}

export async function consumingStatus(database: Database): Promise<ConsumingStatus> {
  const [processes, parked, partitions] = await Promise.all([
    connectedProcesses(database),
    new ParkedRecords(database.pool).counts(),
    new ConsumedPartitions(database.pool).list(),
  ]);
  return { processes, parked, partitions };
}
