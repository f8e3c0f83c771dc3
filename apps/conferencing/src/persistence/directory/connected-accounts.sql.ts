/** $1 account, $2 id. */
export const CONNECTED_ACCOUNT_BY_ID = `
SELECT connected_account_json(ca) AS view FROM connected_accounts ca WHERE ca.account_id = $1 AND ca.id = $2`;

/** $1 account, then offset and limit. */
export const LIST_CONNECTED_ACCOUNTS = {
  count: `SELECT count(*)::int AS total FROM connected_accounts WHERE account_id = $1`,
  page: `
SELECT connected_account_json(ca) AS view
FROM connected_accounts ca WHERE ca.account_id = $1 ORDER BY ca.created_at, ca.id OFFSET $2 LIMIT $3`,
};

/** $1 id, $2 account, $3 provider, $4 scope, $5 user, $6 email, $7 subject, $8 external account, $9 name, $10 now. */
export const REGISTER_CONNECTED_ACCOUNT = `
INSERT INTO connected_accounts AS ca (id, account_id, provider, connection_scope, user_id, email, external_subject,
  external_account_id, display_name, status, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', $10, $10)
RETURNING connected_account_json(new) AS view`;

/** $1 account, $2 id of a user at Zoom. */
export const ZOOM_ACCOUNT_OF_USER = `
SELECT ca.external_account_id AS "zoomAccountId"
FROM connected_accounts ca
WHERE ca.account_id = $1 AND ca.provider = 'zoom_admin'
  AND (fold_case(ca.external_subject) = fold_case($2)
       OR EXISTS (SELECT 1 FROM external_users eu
                  WHERE eu.connected_account_id = ca.id AND fold_case(eu.external_id) = fold_case($2)))
ORDER BY ca.created_at LIMIT 1`;

/** $1 account, $2 owner, $3 Zoom account, $4 now. */
export const NAME_ZOOM_ACCOUNT = `
UPDATE connected_accounts SET external_account_id = $3, updated_at = $4
WHERE account_id = $1 AND provider = 'zoom_admin' AND external_subject = $2 AND external_account_id = $2
  AND NOT EXISTS (SELECT 1 FROM connected_accounts
                  WHERE account_id = $1 AND provider = 'zoom_admin' AND external_account_id = $3)`;

const SHOWN = 'connection_scope, user_id, email, external_subject, display_name, status';
const shown = (of: string) =>
  SHOWN.split(', ')
    .map((column) => `${of}.${column}`)
    .join(', ');
/** If new credentials do not show their owner, the known owner stays. */
const RENEWED = `excluded.connection_scope, coalesce(excluded.user_id, ca.user_id), coalesce($5::text, ca.email),
  CASE WHEN $5::text IS NULL AND excluded.external_subject = excluded.external_account_id
       THEN ca.external_subject ELSE excluded.external_subject END,
  coalesce(ca.display_name, excluded.display_name), excluded.status`;

/**
 * $1 id, $2 account, $3 scope, $4 user, $5 email or null, $6 subject, $7 external account, $8 name, $9 status, $10 now.
 * While no email is known, an address in the `.invalid` domain, which never delivers, names the Zoom account.
 */
export const SAVE_ZOOM_CONNECTION = `
INSERT INTO connected_accounts AS ca (id, account_id, provider, connection_scope, user_id, email, external_subject,
  external_account_id, display_name, status, status_at, created_at, updated_at)
VALUES ($1, $2, 'zoom_admin', $3, $4, coalesce($5::text, $7::text || '@zoom.invalid'), $6, $7, $8, $9,
  clock_timestamp(), $10, $10)
ON CONFLICT (account_id, external_account_id) WHERE provider = 'zoom_admin' DO UPDATE
SET (${SHOWN}) = ROW (${RENEWED}),
    status_at = excluded.status_at,
    updated_at = CASE WHEN (${shown('ca')}) IS DISTINCT FROM (${RENEWED})
                      THEN excluded.updated_at ELSE ca.updated_at END
RETURNING connected_account_json(new) AS view, old.id IS NULL AS created`;

/** $1 account, $2 id, $3 display name, $4 now. */
export const RENAME_CONNECTED_ACCOUNT = `
UPDATE connected_accounts ca
SET display_name = $3, updated_at = CASE WHEN display_name IS DISTINCT FROM $3 THEN $4 ELSE updated_at END
WHERE ca.account_id = $1 AND ca.id = $2
RETURNING connected_account_json(new) AS view`;

/** $1 account, $2 id. */
export const LOCK_CONNECTED_ACCOUNT = `
SELECT 1 AS locked FROM connected_accounts WHERE account_id = $1 AND id = $2 FOR UPDATE`;

export const DELETE_CONNECTED_ACCOUNT = `DELETE FROM connected_accounts WHERE account_id = $1 AND id = $2`;
