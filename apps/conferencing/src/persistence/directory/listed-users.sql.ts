/** $1 connected account, $2 run, $3–$9 the users' fields as one array each. */
export const ADD_LISTED_USERS = `
INSERT INTO listed_users
  (connected_account_id, run, external_id, email, first_name, last_name, display_name, status, licensed)
SELECT $1, $2, external_id, email, first_name, last_name, display_name, status, licensed
FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[])
  WITH ORDINALITY AS listed (external_id, email, first_name, last_name, display_name, status, licensed, position)
ORDER BY position`;

/** $1 connected account, $2 run. The table is unlogged: PostgreSQL empties it after a crash. */
export const COUNT_LISTED_USERS = `
SELECT count(*)::int AS users FROM listed_users WHERE connected_account_id = $1 AND run = $2`;

/** $1 connected account, $2 run. */
export const DISCARD_LISTED_USERS = `DELETE FROM listed_users WHERE connected_account_id = $1 AND run <= $2`;

/**
 * The joins that follow cover whole listings, whose size the planner does not know before ANALYZE: with a wrong
 * estimate it would compare every user with every other.
 */
export const JOIN_WHOLE_LISTINGS = `SELECT set_config('enable_nestloop', 'off', true)`;
export const JOIN_AS_EVER = `SELECT set_config('enable_nestloop', 'on', true)`;
