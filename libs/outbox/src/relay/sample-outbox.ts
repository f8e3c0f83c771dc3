import type { Pool } from 'pg';

/** Beyond this many rows the count is the server's own running estimate. */
const COUNTED = 10_000;

/** $1 partitions, $2 how far to count. */
const SAMPLE_SQL = `
SELECT
  (SELECT count(*)::int FROM (
    SELECT FROM outbox WHERE partition = ANY ($1::smallint[]) LIMIT $2) counted) AS counted,
  (SELECT n_live_tup::float8 FROM pg_stat_user_tables WHERE relid = 'outbox'::regclass) AS estimate,
  (SELECT greatest(0, extract(epoch FROM clock_timestamp() - min(oldest.occurred_at)))::float8
   FROM unnest($1::smallint[]) AS lane (partition)
   CROSS JOIN LATERAL (
     SELECT occurred_at FROM outbox o WHERE o.partition = lane.partition ORDER BY seq LIMIT 1) oldest) AS age`;

/** How much waits in these partitions and since when: exact up to 10,000 rows, cheap whatever the backlog. */
export async function sampleOutbox(
  pool: Pool,
  partitions: readonly number[],
): Promise<{ pending: number; oldestSeconds: number }> {
  const { rows } = await pool.query<{ counted: number; estimate: number; age: number | null }>({
    name: 'outbox-sample',
    text: SAMPLE_SQL,
    values: [partitions, COUNTED + 1],
  });
  const [row] = rows;
  if (row === undefined) return { pending: 0, oldestSeconds: 0 };
  const pending = row.counted > COUNTED ? Math.max(row.counted, row.estimate) : row.counted;
  return { pending, oldestSeconds: row.age ?? 0 };
}
