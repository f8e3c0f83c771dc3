/** $1 connected account, $2 the revision that was read, $3 kind, $4 key id, $5 sealed, $6 now. */
export const REPLACE_CREDENTIALS = `
UPDATE connected_account_credentials
SET kind = $3, key_id = $4, sealed = $5, updated_at = $6, revision = revision + 1
WHERE connected_account_id = $1 AND revision = $2
RETURNING revision`;
