import { PartitionBacklog } from './partition-backlog.js';
import type { ProducerLane } from './producer-lane.js';
import type { Lease } from '../leases/lease-keeper.js';

/** The partitions that this relay has leases for, each in one lane. */
export class HeldPartitions {
  private readonly backlogs = new Map<number, PartitionBacklog>();

  constructor(private readonly lanes: readonly ProducerLane[]) {}

  get size(): number {
    return this.backlogs.size;
  }

  all(): PartitionBacklog[] {
    return [...this.backlogs.values()];
  }

  /** Partitions that are fetched and sent. */
  open(): PartitionBacklog[] {
    return this.all().filter((backlog) => backlog.open);
  }

  /** Partitions that no longer send and have nothing in flight. */
  drained(): PartitionBacklog[] {
    return this.all().filter((backlog) => backlog.drained);
  }

  has(partition: number): boolean {
    return this.backlogs.has(partition);
  }

  /** Whether this tenure of the partition continues. */
  holds(backlog: PartitionBacklog): boolean {
    return this.backlogs.get(backlog.partition) === backlog;
  }

  add({ partition, epoch }: Lease, incarnation: string, takenOver: boolean): PartitionBacklog {
    const backlog = new PartitionBacklog(partition, epoch, incarnation, takenOver);
    this.backlogs.set(partition, backlog);
    this.lanes.reduce((least, lane) => (lane.load < least.load ? lane : least)).attach(backlog);
    return backlog;
  }

  lose(backlog: PartitionBacklog): void {
    backlog.close('lost');
    this.backlogs.delete(backlog.partition);
    for (const lane of this.lanes) lane.detach(backlog);
  }

  loseAll(): void {
    for (const backlog of this.all()) this.lose(backlog);
  }
}
