import { NOT_LOST } from './outbox-rows.sql.js';
import type { PartitionBacklog } from './partition-backlog.js';
import type { RelayDatabase } from './relay-database.js';

/** Above this many rows the count is the server's own running estimate. */
const COUNTED = 10_000;

/** $1 partitions, $2 limit of the count. */
const SAMPLE = `
SELECT
  (SELECT count(*)::int FROM (
    SELECT FROM outbox WHERE partition = ANY ($1::smallint[]) LIMIT $2) counted) AS counted,
  (SELECT n_live_tup::float8 FROM pg_stat_user_tables WHERE relid = 'outbox'::regclass) AS estimate,
  (SELECT greatest(0, extract(epoch FROM clock_timestamp() - min(oldest.occurred_at)))::float8
   FROM unnest($1::smallint[]) AS lane (partition)
   CROSS JOIN LATERAL (
     SELECT occurred_at FROM outbox o WHERE o.partition = lane.partition ORDER BY seq LIMIT 1) oldest) AS age`;

/**
 * The number of waiting rows in these partitions and the oldest one: exact up to 10,000 rows, cheap for any backlog.
 */
export async function sampleOutbox(
  database: RelayDatabase,
  partitions: readonly number[],
): Promise<{ pending: number; oldestSeconds: number }> {
  const { rows } = await database.query<{ counted: number; estimate: number; age: number | null }>({
    name: 'outbox-sample',
    text: SAMPLE,
    values: [partitions, COUNTED + 1],
  });
  const [row] = rows;
  if (row === undefined) return { pending: 0, oldestSeconds: 0 };
  const pending = row.counted > COUNTED ? Math.max(row.counted, row.estimate) : row.counted;
  return { pending, oldestSeconds: row.age ?? 0 };
}

/** $1 partitions, $2 their low-water marks, $3 numbers in hand, $4 blocked keys. */
const FORGOTTEN_ROWS = `
SELECT lane.partition, oldest.seq::float8 AS seq
FROM unnest($1::smallint[], $2::bigint[]) AS lane (partition, floor)
CROSS JOIN LATERAL (
  SELECT o.seq FROM outbox o
  WHERE o.partition = lane.partition AND o.seq <= lane.floor
    AND o.seq NOT IN (SELECT unnest($3::bigint[]))
    AND o.aggregateid NOT IN (SELECT unnest($4::text[]))
    AND ${NOT_LOST}
  ORDER BY o.seq LIMIT 1
) oldest`;

/**
 * The first row of each partition that is below its low-water mark, not held, not blocked and not lost: no fetch finds
 * it.
 */
export async function findForgottenRows(
  database: RelayDatabase,
  backlogs: readonly PartitionBacklog[],
  blockedKeys: readonly string[],
): Promise<Map<PartitionBacklog, number>> {
  const query = {
    name: 'outbox-forgotten',
    text: FORGOTTEN_ROWS,
    values: [
      backlogs.map(({ partition }) => partition),
      backlogs.map(({ floor }) => floor),
      backlogs.flatMap((backlog) => backlog.inHandNumbers()),
      blockedKeys,
    ],
  };
  const { rows } = await database.query<{ partition: number; seq: number }>(query, backlogs[0]?.incarnation);
  const byPartition = new Map(rows.map(({ partition, seq }) => [partition, seq]));
  return new Map(
    backlogs.flatMap((backlog): [PartitionBacklog, number][] => {
      const seq = byPartition.get(backlog.partition);
      return seq === undefined ? [] : [[backlog, seq]];
    }),
  );
}
