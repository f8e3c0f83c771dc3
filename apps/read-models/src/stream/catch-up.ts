import type { Queryable } from '@conferencing/database';
import { READ_MISSED } from './read-stream.sql.js';
import type { StreamClient } from './stream-client.js';
import { eventFrame } from './stream-frame.js';
import type { StreamRow } from './stream.row.js';

/** At 1–4 KB each: the memory that a client that does not read costs besides the buffers of its connection. */
const READ_LIMIT = 50;

/** Sends what the client has missed, from `seen` up to `present`, page by page and only as fast as it reads. */
export async function catchUp(
  database: Queryable,
  client: StreamClient,
  seen: Map<number, number>,
  present: ReadonlyMap<number, number>,
): Promise<void> {
  for (const [lane, end] of present) {
    let more = (seen.get(lane) ?? 0) < end;
    while (more && !client.closed && !client.sink.gone) {
      const rows = await database.query<StreamRow>(READ_MISSED, [
        client.caller.accountId,
        lane,
        seen.get(lane) ?? 0,
        end,
        READ_LIMIT,
      ]);
      for (const row of rows) {
        seen.set(lane, row.position);
        if (client.wants(row)) client.sink.write(eventFrame(row, seen));
      }
      more = rows.length === READ_LIMIT;
      await client.sink.drained();
    }
    seen.set(lane, end);
  }
}
