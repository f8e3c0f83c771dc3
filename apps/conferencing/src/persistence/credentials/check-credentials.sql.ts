/** $1 the last connected account that was looked at, $2 how many. */
export const STORED_CREDENTIALS = `
SELECT connected_account_id, key_id, sealed
FROM connected_account_credentials
WHERE connected_account_id > $1
ORDER BY connected_account_id
LIMIT $2`;
