import { encodeCursor, type StreamPositions } from './stream-cursor.js';
import type { StreamRow } from './stream.row.js';

/**
 * One server-sent event: `id` is the position to resume from, `data` the event's value. All clients that get it share
 * it.
 */
export function eventFrame(row: StreamRow, positions: StreamPositions): Buffer {
  return Buffer.from(`id: ${encodeCursor(positions)}\ndata: ${row.event}\n\n`);
}

/**
 * Tells the client how soon to connect again, and from which position if the connection ends before the first change.
 */
export function openingFrame(positions: StreamPositions, retryMs: number): Buffer {
  return Buffer.from(`retry: ${retryMs}\nid: ${encodeCursor(positions)}\n\n`);
}

/** Keeps proxies from closing an idle connection, and detects clients that are gone. */
export const HEARTBEAT_FRAME = Buffer.from(': heartbeat\n\n');
