import { WEBHOOK_USER } from './webhook-users.sql.js';

/** Users from webhooks with an id and no email: a user with this email and no id may be the same person. */
const KNOWN_BY_ID_ALONE = (row: string) => `
  ${row}.external_id IS NOT NULL AND fold_case(${row}.email) IS NULL
  AND (${row}.removed_at IS NOT NULL OR ${row}.field_events ? 'presence')`;

/**
 * $1 connected account. Runs before the statement that joins users, which has to see every pair that one of them hosts.
 */
export const LOCK_KNOWN_BY_ID_ALONE = `
SELECT 1 AS locked FROM external_users e WHERE e.connected_account_id = $1 AND ${KNOWN_BY_ID_ALONE('e')} FOR UPDATE`;

const FIELDS = ['first_name', 'last_name', 'display_name', 'status', 'licensed'];

const reported = (of: string, field: string) => `coalesce((${of}.field_events #>> '{${field},at}')::numeric, 0)`;
const later = (field: string, column = field) =>
  `${column} = CASE WHEN ${reported('dropped', field)} > ${reported('e', field)} THEN dropped.${column} ELSE e.${column} END`;

/**
 * Merges two users that are one person, known by id alone and by email without an id: the user with the email gets the
 * id and, of each field, the newest value. The other user is deleted, unless a pair or a mapping refers to them.
 * References are looked up one by one (`LIMIT` keeps it so): few users are known by id alone, and the pairs are those
 * of all accounts. $1 connected account, $2 now.
 *
 * @param people known by both, as `id_key` and `email_key`, each id once
 */
function joinUsers(people: string, returning: string): string {
  return `
WITH people (id_key, email_key) AS MATERIALIZED (${people}),
twice AS MATERIALIZED (
  SELECT DISTINCT ON (people.email_key) by_id.id AS by_id, by_email.id AS by_email
  FROM people
  JOIN external_users by_id
    ON by_id.connected_account_id = $1 AND fold_case(by_id.external_id) = people.id_key AND ${KNOWN_BY_ID_ALONE('by_id')}
  JOIN external_users by_email
    ON by_email.connected_account_id = $1 AND fold_case(by_email.email) = people.email_key AND by_email.external_id IS NULL
  WHERE (SELECT sp.external_user_id FROM service_providers sp WHERE sp.external_user_id = by_id.id LIMIT 1) IS NULL
    AND (SELECT um.external_user_id FROM user_mappings um WHERE um.external_user_id = by_id.id LIMIT 1) IS NULL
  ORDER BY people.email_key, people.id_key, by_email.removed_at DESC NULLS FIRST, by_email.id
),
dropped AS (
  DELETE FROM external_users e USING twice WHERE e.id = twice.by_id RETURNING e.*, twice.by_email
),
joined AS (
  UPDATE external_users e
  SET external_id = dropped.external_id, ${FIELDS.map((field) => later(field)).join(', ')},
      ${later('presence', 'removed_at')}, updated_at = $2,
      field_events = e.field_events || (
        SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(dropped.field_events)
        WHERE (value ->> 'at')::numeric > coalesce((e.field_events #>> ARRAY[key, 'at'])::numeric, 0))
  FROM dropped WHERE e.id = dropped.by_email
  RETURNING e.*
)
SELECT ${returning} FROM joined`;
}

/** $3 external id, $4 email. */
export const JOIN_WEBHOOK_USER = joinUsers('VALUES (fold_case($3), fold_case($4))', WEBHOOK_USER);

/** $3 run. */
export const JOIN_LISTED_USERS = joinUsers(
  `
  SELECT DISTINCT ON (fold_case(external_id)) fold_case(external_id), fold_case(email)
  FROM listed_users
  WHERE connected_account_id = $1 AND run = $3 AND external_id IS NOT NULL AND email IS NOT NULL
  ORDER BY fold_case(external_id), position DESC`,
  'id',
);
