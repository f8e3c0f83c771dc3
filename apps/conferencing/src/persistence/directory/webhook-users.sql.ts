/** $1 account, $2 connected account. */
export const LISTED_AT = `
SELECT s.listed_at AS "listedAt"
FROM connected_accounts ca LEFT JOIN directory_syncs s ON s.connected_account_id = ca.id
WHERE ca.account_id = $1 AND ca.id = $2`;

/** The fields of an external user that webhooks change. */
export const WEBHOOK_USER = `
  id, external_id AS "externalId", email, first_name AS "firstName", last_name AS "lastName",
  display_name AS "displayName", status, licensed, removed_at IS NOT NULL AS removed, field_events AS "fieldEvents"`;

/** $1 account, $2 connected account, $3 external id or null, $4 email or null. The newest removal comes first. */
export const USERS_MEANT = `
SELECT ${WEBHOOK_USER},
  coalesce(fold_case(external_id) = fold_case($3), false) AS "sameId",
  coalesce(fold_case(email) = fold_case($4), false) AS "sameEmail"
FROM external_users
WHERE account_id = $1 AND connected_account_id = $2
  AND (fold_case(external_id) = fold_case($3) OR fold_case(email) = fold_case($4))
ORDER BY removed_at DESC NULLS FIRST, id`;

/** $1 id, $2 account, $3 connected account, $4–$10 the fields, $11 removed, $12 field events, $13 now. */
export const SAVE_WEBHOOK_USER = `
INSERT INTO external_users AS eu (id, account_id, connected_account_id, external_id, email, first_name, last_name,
  display_name, status, licensed, removed_at, field_events, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, CASE WHEN $11::boolean THEN $13::timestamptz END, $12, $13, $13)
ON CONFLICT (id) DO UPDATE
SET external_id = excluded.external_id, email = excluded.email, first_name = excluded.first_name,
    last_name = excluded.last_name, display_name = excluded.display_name, status = excluded.status,
    licensed = excluded.licensed, field_events = excluded.field_events, updated_at = excluded.updated_at,
    removed_at = CASE WHEN excluded.removed_at IS NOT NULL THEN coalesce(eu.removed_at, excluded.removed_at) END`;
