/**
 * $1 connected account, $2 run, $3 now, $4 status. A status that was set after the sync began stays: the sync may have
 * used older credentials. An unchanged status costs no write.
 */
export const SET_STATUS_FOUND_BY_SYNC = `
UPDATE connected_accounts ca SET status = $4, status_at = clock_timestamp(), updated_at = $3
FROM directory_syncs s
WHERE ca.id = $1 AND s.connected_account_id = ca.id AND s.run = $2
  AND ca.status_at <= s.started_at AND ca.status <> $4`;

/**
 * $1 connected account, $2 when the app was removed, $3 now. Nothing says whether this was the app of the consent or
 * the app whose own credentials are stored: if those still work, the next sync corrects the status, as does a running
 * sync that began after that moment.
 */
export const SET_REVOKED = `
UPDATE connected_accounts ca
SET status = 'reconnect_required', status_at = least($2::timestamptz, clock_timestamp()), updated_at = $3
WHERE ca.id = $1 AND ca.status_at <= $2 AND ca.status <> 'reconnect_required'
  AND NOT EXISTS (SELECT 1 FROM directory_syncs s WHERE s.connected_account_id = ca.id AND s.listed_at > $2)`;

/**
 * $1 Zoom account, $2 a user of it or null: a connection without a known Zoom account is identified by its owner.
 * Crosses accounts: several may connect the same Zoom account.
 */
export const CONNECTIONS_OF_ZOOM_ACCOUNT = `
SELECT id, account_id AS "accountId" FROM connected_accounts
WHERE fold_case(external_account_id) IN (fold_case($1), fold_case($2)) AND provider = 'zoom_admin' ORDER BY account_id, id`;

/**
 * $1 seconds, $2 row limit. A tenth of the interval up or down spreads the syncs over time. A requested sync counts as
 * well: its connection is due one interval after it.
 */
export const TAKE_DUE_FOR_SYNC = `
UPDATE connected_accounts
SET next_sync_at = clock_timestamp() + $1::float8 * (0.9 + 0.2 * random()) * interval '1 second'
WHERE id IN (
  SELECT ca.id FROM connected_accounts ca
  WHERE ca.provider = 'zoom_admin' AND (ca.next_sync_at IS NULL OR ca.next_sync_at <= clock_timestamp())
    AND NOT EXISTS (
      SELECT 1 FROM directory_syncs s
      WHERE s.connected_account_id = ca.id
        AND s.listed_at > clock_timestamp() - $1::float8 * 0.9 * interval '1 second')
  ORDER BY ca.next_sync_at NULLS FIRST LIMIT $2
  FOR UPDATE OF ca SKIP LOCKED)
RETURNING id, account_id AS "accountId"`;
