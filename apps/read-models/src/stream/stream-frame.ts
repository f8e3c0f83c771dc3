import { encodeCursor, type StreamPositions } from './stream-cursor.js';
import type { StreamRow } from './stream.row.js';

/** One server-sent event: `id` is where to resume, `data` the event's value. Shared by all clients that get it. */
export function eventFrame(row: StreamRow, positions: StreamPositions): Buffer {
  return Buffer.from(`id: ${encodeCursor(positions)}\ndata: ${row.event}\n\n`);
}

/** How soon a client comes back, and where from if the connection ends before the first change. */
export function openingFrame(positions: StreamPositions, retryMs: number): Buffer {
  return Buffer.from(`retry: ${retryMs}\nid: ${encodeCursor(positions)}\n\n`);
}

/** Keeps proxies from closing an idle connection, and finds out that the client is gone. */
export const HEARTBEAT_FRAME = Buffer.from(': heartbeat\n\n');
