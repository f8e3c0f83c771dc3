/** $1 the key that encrypts now, $2 the last connected account that was looked at, $3 how many. */
export const CREDENTIALS_UNDER_OLD_KEYS = `
SELECT connected_account_id, key_id, sealed, revision
FROM connected_account_credentials
WHERE key_id <> $1 AND connected_account_id > $2
ORDER BY connected_account_id
LIMIT $3`;

export const COUNT_CREDENTIALS_UNDER_OLD_KEYS = `
SELECT count(*) FILTER (WHERE key_id <> $1) AS count, count(*) FILTER (WHERE key_id = $1) AS already
FROM connected_account_credentials`;

/**
 * The revision does not change, because the content does not, and a running refresh must not lose its compare-and-set.
 * $1 connected accounts, $2 their revisions, $3 the new sealed values, $4 key id.
 */
export const RESEAL_CREDENTIALS = `
UPDATE connected_account_credentials c
SET key_id = $4, sealed = n.sealed
FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS n (connected_account_id, revision, sealed)
WHERE c.connected_account_id = n.connected_account_id AND c.revision = n.revision`;
