import { RETURNING_EVENT } from './publish.sql.js';

/**
 * A CTE with the batch id $`parameter` if more than one row is about to change (FROM and WHERE in `changing`), else
 * null.
 */
export function batchOfSeveral(parameter: number, changing: string): string {
  return `
batch AS MATERIALIZED (
  SELECT CASE WHEN (SELECT count(*) FROM (SELECT 1 ${changing} LIMIT 2) few) > 1 THEN $${parameter}::text END AS id
)`;
}

/** A CTE with the batch id $`parameter`, for any number of changed pairs. */
export function batchAlways(parameter: number): string {
  return `
batch AS MATERIALIZED (SELECT $${parameter}::text AS id)`;
}

/** The id of the batch within a statement that has one of these CTEs. */
export const BATCH_ID = '(SELECT id FROM batch)';

/** `RETURNING_EVENT`, with the columns that `record` needs. */
export const RETURNING_BATCH = `${RETURNING_EVENT},
            new.account_id, old.external_user_id AS host_before, new.external_user_id AS host_after`;

/**
 * A CTE that stores the hosts before and after, so that the batch can be undone; it follows `batch` and `changed`,
 * whose UPDATE ends with `RETURNING_BATCH`. `refreshed` pairs keep their hosts, so only the batch itself is stored for
 * them.
 */
export function record(changes: 'hosts' | 'refreshed'): string {
  const pairs =
    changes === 'hosts'
      ? 'array_agg(service_id), array_agg(provider_id), array_agg(host_before), array_agg(host_after)'
      : `'{}', '{}', '{}', '{}'`;
  return `
recorded AS (
  INSERT INTO batch_changes (batch_id, account_id, occurred_at, service_ids, provider_ids, hosts_before, hosts_after)
  SELECT ${BATCH_ID}, min(account_id), min(occurred_at), ${pairs}
  FROM changed
  HAVING count(*) > 0 AND ${BATCH_ID} IS NOT NULL
)`;
}
