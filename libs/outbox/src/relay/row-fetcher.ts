import type { OutboxRow } from '../outbox.row.js';
import type { Continuity } from '../recovery/continuity.js';
import type { BlockedKeys } from './blocked-keys.js';
import { FETCH_ROWS } from './outbox-rows.sql.js';
import type { PartitionBacklog, Snapshot } from './partition-backlog.js';
import type { RelayDatabase } from './relay-database.js';

type SnapshotCells = [xmin: string, ownXid: string, stamp: string | null, storage: string];
type RowCells = [
  xmin: null,
  ownXid: null,
  stamp: null,
  storage: null,
  seq: string,
  partition: string,
  id: string,
  aggregatetype: string,
  aggregateid: string,
  type: string,
  version: string,
  payload: string | null,
  occurredAt: string,
  traceparent: string | null,
];

const asText = { getTypeParser: () => (text: string) => text };

function toRow(cells: RowCells): OutboxRow {
  const [, , , , seq, partition, id, aggregatetype, aggregateid, type, version, payload, occurredAt, traceparent] =
    cells;
  return {
    seq: Number(seq),
    partition: Number(partition),
    id,
    aggregatetype,
    aggregateid,
    type,
    version: Number(version),
    payload,
    occurredAt: new Date(Math.floor(Number(occurredAt) * 1000 + 0.001)),
    traceparent,
  };
}

/**
 * Reads the next rows of some partitions in one statement, and returns each partition its own. The partitions belong to
 * the same incarnation of the database; rejects with `DatabaseChangedError` if that is not the current one, or if the
 * database was restored under the running server.
 */
export async function fetchRows(
  database: RelayDatabase,
  backlogs: readonly PartitionBacklog[],
  blocked: BlockedKeys,
  continuity: Continuity,
  limit: number,
): Promise<{ found: number; cut: boolean }> {
  const lanes = new Map(
    backlogs.map((backlog) => [
      backlog.partition,
      { backlog, generation: backlog.generation, rows: [] as OutboxRow[], seen: 0, last: 0 },
    ]),
  );
  const stamps = continuity.stamps();
  const query = {
    name: 'outbox-fetch',
    text: FETCH_ROWS,
    rowMode: 'array' as const,
    types: asText,
    values: [
      backlogs.map((backlog) => backlog.partition),
      backlogs.map((backlog) => backlog.floor),
      backlogs.flatMap((backlog) => backlog.inHandAboveFloor()),
      blocked.list(),
      limit,
      continuity.owner,
    ],
  };
  const answer = await database.query<SnapshotCells | RowCells>(query, backlogs[0]?.incarnation);
  const [[xmin, ownXid, stamp, storage], ...cells] = answer.rows as [SnapshotCells, ...RowCells[]];
  continuity.check({ stamp, storage }, stamps);
  const snapshot: Snapshot = { xmin: Number(xmin), ownXid: Number(ownXid) };
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
