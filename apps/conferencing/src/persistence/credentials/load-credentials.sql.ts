export const LOAD_CREDENTIALS = `
SELECT key_id, sealed, revision
FROM connected_account_credentials
WHERE connected_account_id = $1`;
