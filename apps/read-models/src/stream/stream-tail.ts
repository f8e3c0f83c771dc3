import type { Queryable } from '@conferencing/database';
import { singleFlight } from '../visibility/single-flight.js';
import { READ_LANES, READ_NEW } from './read-stream.sql.js';
import type { StreamRow } from './stream.row.js';

/** The most rows of each lane that one read takes: 1–2 KB each, so some megabytes in all. */
const READ_LIMIT = 500;

/**
 * The one reader of new changes for all streams of this process. Within a lane, positions are in commit order, so what
 * was read up to a position is all that there is; every process reads the same.
 */
export class StreamTail {
  private positions?: Map<number, number>;

  constructor(
    private readonly database: Queryable,
    /** Gets the rows in order, and the positions as they are after each row. Must not throw. */
    private readonly deliver: (row: StreamRow, positions: ReadonlyMap<number, number>) => void,
  ) {}

  /** Reads until nothing is new. Starts at the present when it has not been started, or was stopped. */
  readonly read = singleFlight(async () => {
    if (this.positions === undefined) {
      const lanes = await this.database.query<{ lane: number; position: number }>(READ_LANES);
      this.positions = new Map(lanes.map(({ lane, position }) => [lane, position]));
      return;
    }
    while (this.positions !== undefined && (await this.readOnce(this.positions)));
  });

  /** Where the reader is; all of it was delivered. Empty before the first read. */
  snapshot(): Map<number, number> {
    return new Map(this.positions);
  }

  /** Forgets where it was: without anybody to read for, the next start is at the present again. */
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
