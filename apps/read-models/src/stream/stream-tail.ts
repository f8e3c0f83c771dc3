import type { Queryable } from '@conferencing/database';
import { singleFlight } from '../visibility/single-flight.js';
import { READ_LANES, READ_NEW } from './read-stream.sql.js';
import type { StreamRow } from './stream.row.js';

/** Row limit of each lane in one read: 1–2 KB each, so some megabytes in total. */
const READ_LIMIT = 500;

/**
 * The reader of new changes for all streams of this process. Within a lane, positions are in commit order, so nothing
 * below a read position is missing; every process reads the same order.
 */
export class StreamTail {
  private positions?: Map<number, number>;

  constructor(
    private readonly database: Queryable,
    /** Receives the rows in order, and the positions after each row. Must not throw. */
    private readonly deliver: (row: StreamRow, positions: ReadonlyMap<number, number>) => void,
  ) {}

  /** Reads until there is nothing new. Starts at the end when it was not started, or was stopped. */
  readonly read = singleFlight(async () => {
    if (this.positions === undefined) {
      const lanes = await this.database.query<{ lane: number; position: number }>(READ_LANES);
      this.positions = new Map(lanes.map(({ lane, position }) => [lane, position]));
      return;
    }
    while (this.positions !== undefined && (await this.readOnce(this.positions)));
  });

  /** The position of the reader; everything up to it was delivered. Empty before the first read. */
  snapshot(): Map<number, number> {
    return new Map(this.positions);
  }

  /** Drops the position: without open streams, the next start is at the end again. */
  stop(): void {
    this.positions = undefined;
  }

  private async readOnce(positions: Map<number, number>): Promise<boolean> {
    const lanes = [...positions.keys()];
    const rows = await this.database.query<StreamRow>(READ_NEW, [lanes, [...positions.values()], READ_LIMIT]);
    for (const row of rows) {
      positions.set(row.lane, row.position);
      this.deliver(row, positions);
    }
    return rows.length >= READ_LIMIT;
  }
}
