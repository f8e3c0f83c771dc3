const LEASE = `interval '15 seconds'`;

/** $1 account, $2 connected account. */
export const ARRIVE = `
SELECT coalesce(s.run, 0) + 1 AS ticket, coalesce(s.lease_until > clock_timestamp(), false) AS "running"
FROM connected_accounts ca LEFT JOIN directory_syncs s ON s.connected_account_id = ca.id
WHERE ca.account_id = $1 AND ca.id = $2 AND ca.provider = 'zoom_admin'`;

/** $1 account, $2 connected account, $3 ticket. */
export const BEGIN_SYNC = `
INSERT INTO directory_syncs AS s (connected_account_id, run, started_at, lease_until)
SELECT id, 1, clock_timestamp(), clock_timestamp() + ${LEASE}
FROM connected_accounts WHERE account_id = $1 AND id = $2 AND provider = 'zoom_admin'
ON CONFLICT (connected_account_id) DO UPDATE
SET run = s.run + 1, started_at = clock_timestamp(), lease_until = clock_timestamp() + ${LEASE}
WHERE s.finished < $3 AND (s.lease_until IS NULL OR s.lease_until < clock_timestamp())
RETURNING s.run AS number`;

/** $1 connected account, $2 run. */
export const EXTEND_SYNC = `
UPDATE directory_syncs SET lease_until = clock_timestamp() + ${LEASE}
WHERE connected_account_id = $1 AND run = $2 AND finished < run`;

export const HOLD_SYNC = `
SELECT 1 AS held FROM directory_syncs WHERE connected_account_id = $1 AND run = $2 AND finished < run FOR UPDATE`;

export const ABANDON_SYNC = `
UPDATE directory_syncs SET lease_until = NULL WHERE connected_account_id = $1 AND run = $2 AND finished < run`;

/** $1 connected account, $2 run, $3 failure or null, $4 its detail. */
export const FINISH_SYNC = `
UPDATE directory_syncs
SET finished = run, lease_until = NULL, failure = $3, failure_detail = $4,
    listed_at = CASE WHEN $3::text IS NULL THEN started_at ELSE listed_at END
WHERE connected_account_id = $1 AND run = $2`;

/** $1 account, $2 connected account. */
export const SYNC_OUTCOME = `
SELECT coalesce(s.finished, 0) AS number, s.failure, s.failure_detail AS detail
FROM connected_accounts ca LEFT JOIN directory_syncs s ON s.connected_account_id = ca.id
WHERE ca.account_id = $1 AND ca.id = $2`;
