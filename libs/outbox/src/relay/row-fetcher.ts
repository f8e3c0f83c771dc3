import type { Pool } from 'pg';
import type { OutboxRow } from '../outbox.row.js';
import type { BlockedKeys } from './blocked-keys.js';
import { FETCH_ROWS_SQL } from './outbox-rows.sql.js';
import type { PartitionBacklog, Snapshot } from './partition-backlog.js';

type Cells = [string, string, string, string, string, string, string, string | null, string, string | null];

const asText = { getTypeParser: () => (text: string) => text };

function toRow(cells: Cells): OutboxRow {
  return {
    seq: Number(cells[0]),
    partition: Number(cells[1]),
    id: cells[2],
    aggregatetype: cells[3],
    aggregateid: cells[4],
    type: cells[5],
    version: Number(cells[6]),
    payload: cells[7],
    occurredAt: new Date(Math.floor(Number(cells[8]) * 1000 + 0.001)),
    traceparent: cells[9],
  };
}

/** Reads the next rows of some partitions in one statement, and hands each partition its own. */
export async function fetchRows(
  pool: Pool,
  backlogs: readonly PartitionBacklog[],
  blocked: BlockedKeys,
  limit: number,
): Promise<{ found: number; cut: boolean }> {
  const lanes = new Map(
    backlogs.map((backlog) => [
      backlog.partition,
      { backlog, generation: backlog.generation, rows: [] as OutboxRow[], seen: 0, last: 0 },
    ]),
  );
  const result = await pool.query<Cells>({
    name: 'outbox-fetch',
    text: FETCH_ROWS_SQL,
    rowMode: 'array',
    types: asText,
    values: [
      backlogs.map((backlog) => backlog.partition),
      backlogs.map((backlog) => backlog.floor),
      backlogs.flatMap((backlog) => backlog.inHandAboveFloor()),
      blocked.list(),
      limit,
    ],
  });
  const [first, ...cells] = result.rows as [Cells, ...Cells[]];
  const snapshot: Snapshot = { xmin: Number(first[0]), xmax: Number(first[6]) };
  let highest = 0;
  for (const cell of cells) {
    const row = toRow(cell);
    const lane = lanes.get(row.partition);
    if (lane === undefined) continue;
    lane.seen += 1;
    lane.last = row.seq;
    if (row.seq > highest) highest = row.seq;
    // Blocked while the statement ran: the row stays in the table behind the refused one.
    if (!blocked.has(row.aggregateid)) lane.rows.push(row);
  }
  let cut = false;
  for (const { backlog, generation, rows, seen, last } of lanes.values()) {
    const complete = seen < limit;
    cut ||= !complete;
    backlog.accept(rows, { snapshot, highest, last, complete, generation });
  }
  return { found: cells.length, cut };
}
