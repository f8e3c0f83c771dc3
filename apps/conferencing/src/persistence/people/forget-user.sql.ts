import { eventColumns, publish } from '../pairs/publish.sql.js';

const NAMED = `(email IS NOT NULL OR first_name IS NOT NULL OR last_name IS NOT NULL OR display_name IS NOT NULL)`;

/** $1 external user. */
export const USER_TO_FORGET = `
SELECT eu.account_id AS "accountId", eu.removed_at IS NOT NULL AS removed, ${NAMED} AS named,
       (SELECT count(*) FROM user_mappings WHERE external_user_id = eu.id) AS mappings,
       (SELECT count(*) FROM webhook_events
        WHERE event IS NOT NULL AND (fold_case(event #>> '{person,externalId}') = fold_case(eu.external_id)
          OR fold_case(event #>> '{person,email}') = fold_case(eu.email))) AS webhooks,
       ARRAY(SELECT ca.id FROM connected_accounts ca
             WHERE ca.account_id = eu.account_id AND fold_case(ca.email) = fold_case(eu.email) ORDER BY ca.id) AS connections
FROM external_users eu WHERE eu.id = $1`;

/** Keys of the pairs that show the user's email or names. $1 external user. */
export const PAIRS_SHOWING_USER = `
SELECT service_id || '/' || provider_id AS key FROM service_providers
WHERE external_user_id = $1 AND (resource #>> '{external_user,email}' IS NOT NULL
  OR resource #>> '{external_user,first_name}' IS NOT NULL OR resource #>> '{external_user,last_name}' IS NOT NULL)`;

/**
 * A user who is gone at the provider keeps the row, the ids and the times; a sync may list them only when they are back.
 * $1 external user, $2 now.
 */
export const FORGET_USER = `
WITH listed AS (
  DELETE FROM listed_users USING external_users eu
  WHERE eu.id = $1 AND listed_users.connected_account_id = eu.connected_account_id
    AND (fold_case(listed_users.external_id) = fold_case(eu.external_id)
         OR fold_case(listed_users.email) = fold_case(eu.email))
),
unmapped AS (DELETE FROM user_mappings WHERE external_user_id = $1)
UPDATE external_users SET email = NULL, first_name = NULL, last_name = NULL, display_name = NULL, field_events = '{}',
  updated_at = $2
WHERE id = $1 AND removed_at IS NOT NULL AND ${NAMED}`;

/**
 * Publishes the state of these pairs without the user, and without what was before: the record that said more is no longer
 * the last one of its key, so compaction removes it. Keys that have ended are left alone. $1 external user, $2 keys, $3
 * now, $4 traceparent.
 */
export const PUBLISH_WITHOUT_USER = `
WITH person AS (SELECT external_user_json(eu) AS json FROM external_users eu WHERE eu.id = $1),
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1,
      resource = CASE WHEN sp.external_user_id = $1
        THEN jsonb_set(sp.resource, '{external_user}', (SELECT json FROM person)) ELSE sp.resource END,
      ${eventColumns(`CASE WHEN sp.resource IS NULL THEN 'cleared' ELSE 'refreshed' END`, `'forgotten'`, `'system:forget'`, '$3')}
  FROM unnest($2::text[]) AS wanted (key)
  WHERE sp.service_id = split_part(wanted.key, '/', 1) AND sp.provider_id = split_part(wanted.key, '/', 2)
    AND sp.version > 0 AND sp.tombstone_id IS NULL
  RETURNING new.event_id, wanted.key, new.version, new.occurred_at, conferencing_event(new, NULL) AS payload
),
${publish(4)}
SELECT key FROM changed`;

/** Keys of which events wait that name the user. $1 external user. */
export const WAITING_KEYS_NAMING = `
SELECT DISTINCT aggregateid AS key FROM outbox WHERE position($1 IN payload) > 0`;

/** How many events of these keys wait to be published. $1 keys. */
export const COUNT_WAITING = `SELECT count(*) AS waiting FROM outbox WHERE aggregateid = ANY ($1::text[])`;

/** What the topic has shown of keys that are not repaired yet. $1 external user. */
export const LOST_KEYS_NAMING = `
SELECT aggregateid AS key, payload FROM outbox_lost_keys WHERE position($1 IN payload) > 0`;

/** $1 key, $2 the payload as it was, $3 as it is now. */
export const REPLACE_LOST = `UPDATE outbox_lost_keys SET payload = $3 WHERE aggregateid = $1 AND payload = $2`;
