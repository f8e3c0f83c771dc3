/** $1 connected account, $2 account, $3 kind, $4 key id, $5 sealed, $6 now. */
export const PUT_CREDENTIALS = `
INSERT INTO connected_account_credentials (connected_account_id, account_id, kind, key_id, sealed, updated_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (connected_account_id) DO UPDATE
SET kind = excluded.kind, key_id = excluded.key_id, sealed = excluded.sealed, updated_at = excluded.updated_at,
    revision = connected_account_credentials.revision + 1`;
