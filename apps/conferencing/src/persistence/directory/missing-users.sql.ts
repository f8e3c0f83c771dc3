/**
 * Known users who are absent from a listing, by id or by email, except users whom a webhook has changed since it began.
 * $1 connected account, $2 run.
 */
export const MISSING_USERS = `
SELECT e.id, e.external_id AS "externalId"
FROM external_users e
JOIN directory_syncs s ON s.connected_account_id = e.connected_account_id AND s.run = $2
WHERE e.connected_account_id = $1 AND e.removed_at IS NULL
  AND NOT coalesce((e.field_events #>> '{presence,at}')::numeric >= floor(extract(epoch FROM s.started_at) * 1000), false)
  AND NOT EXISTS (
    SELECT 1 FROM listed_users l
    WHERE l.connected_account_id = $1 AND l.run = $2 AND fold_case(l.external_id) = fold_case(e.external_id))
  AND NOT EXISTS (
    SELECT 1 FROM listed_users l
    WHERE l.connected_account_id = $1 AND l.run = $2 AND fold_case(l.email) = fold_case(e.email)
      AND (l.external_id IS NULL OR e.external_id IS NULL))
ORDER BY e.id`;
