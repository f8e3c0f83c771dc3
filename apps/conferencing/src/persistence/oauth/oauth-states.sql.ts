/**
 * $1 digest, $2 account, $3 scope, $4 user, $5 actor, $6 seconds until it expires, $7 digest of the browser's cookie or
 * null. Deletes expired states.
 */
export const ISSUE_STATE = `
WITH ended AS (DELETE FROM oauth_states WHERE expires_at < clock_timestamp())
INSERT INTO oauth_states (digest, account_id, connection_scope, user_id, actor, expires_at, browser)
VALUES ($1, $2, $3, $4, $5, clock_timestamp() + $6::int * interval '1 second', $7)`;

/** $1 digest. Only one of several requests with the same state gets the row. */
export const CONSUME_STATE = `
DELETE FROM oauth_states WHERE digest = $1
RETURNING account_id AS "accountId", connection_scope AS scope, user_id AS "userId", actor,
          expires_at > clock_timestamp() AS live, browser`;
