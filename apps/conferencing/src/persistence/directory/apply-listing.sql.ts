const FIELDS = ['email', 'first_name', 'last_name', 'display_name', 'status', 'licensed'];

/** Whether a webhook has changed the field since the listing began; then the webhook is newer than the listing. */
const changedSince = (field: string) =>
  `coalesce((e.field_events #>> '{${field},at}')::numeric >= run.started_ms, false)`;

const wanted = FIELDS.map(
  (field) => `CASE WHEN ${changedSince(field)} THEN e.${field} ELSE l.${field} END AS ${field}`,
);

const STORED = `external_id, ${FIELDS.join(', ')}, removed_at, field_events`;
const stored = (of: string) =>
  STORED.split(', ')
    .map((column) => `${of}.${column}`)
    .join(', ');

/**
 * Applies the listing to the external users. $1 connected account, $2 run, $3 now, $4 ids of users who stay although
 * they are not in the listing. Returns the ids of changed users.
 *
 * A person is identified by id (case-insensitive), or by email while the id is unknown. So a new id under the email of
 * a user without an id is the same person, and a pending user whose id came from a webhook stays the same person.
 * Another id under the same email is another person. If the listing names a person twice, the last entry counts; an
 * entry without an id is the user with an id under that email, whose status changed during the listing.
 */
export const APPLY_LISTING = `
WITH run AS MATERIALIZED (
  SELECT floor(extract(epoch FROM started_at) * 1000) AS started_ms
  FROM directory_syncs WHERE connected_account_id = $1 AND run = $2
),
last_listed AS MATERIALIZED (
  SELECT DISTINCT ON (coalesce('id ' || fold_case(external_id), 'email ' || fold_case(email)))
         position, fold_case(external_id) AS id_key, fold_case(email) AS email_key, external_id, ${FIELDS.join(', ')}
  FROM listed_users WHERE connected_account_id = $1 AND run = $2
  ORDER BY coalesce('id ' || fold_case(external_id), 'email ' || fold_case(email)), position DESC
),
listed AS MATERIALIZED (
  SELECT l.* FROM last_listed l
  WHERE l.id_key IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM last_listed other WHERE other.id_key IS NOT NULL AND other.email_key = l.email_key)
),
known AS MATERIALIZED (
  SELECT e.*, fold_case(e.external_id) AS id_key, fold_case(e.email) AS email_key
  FROM external_users e WHERE e.connected_account_id = $1
),
same_id AS MATERIALIZED (
  SELECT l.position, e.id FROM listed l JOIN known e ON e.id_key = l.id_key
),
-- Users who can be found by email: without an id, or pending with an id that the listing does not have, or no longer
-- pending since the listing began.
nameless AS MATERIALIZED (
  SELECT DISTINCT ON (e.email_key, e.id_key IS NULL) e.id, e.email_key, e.id_key IS NULL AS without_id, e.removed_at
  FROM known e CROSS JOIN run
  WHERE e.email_key IS NOT NULL
    AND (e.id_key IS NULL OR (e.removed_at IS NULL AND (e.status = 'pending' OR ${changedSince('status')})))
    AND NOT EXISTS (SELECT 1 FROM same_id WHERE same_id.id = e.id)
  ORDER BY e.email_key, e.id_key IS NULL, e.removed_at DESC NULLS FIRST, e.id
),
same_email AS MATERIALIZED (
  SELECT DISTINCT ON (l.email_key) l.position, n.id
  FROM listed l JOIN nameless n ON n.email_key = l.email_key AND (n.without_id OR l.id_key IS NULL)
  WHERE NOT EXISTS (SELECT 1 FROM same_id WHERE same_id.position = l.position)
  ORDER BY l.email_key, l.id_key, n.removed_at IS NOT NULL, n.without_id DESC
),
same AS MATERIALIZED (SELECT * FROM same_id UNION ALL SELECT * FROM same_email),
wanted AS MATERIALIZED (
  SELECT e.id, coalesce(l.external_id, e.external_id) AS external_id, ${wanted.join(', ')},
         CASE WHEN ${changedSince('presence')} THEN e.removed_at END AS removed_at, rest.field_events
  FROM same JOIN listed l USING (position) JOIN known e USING (id) CROSS JOIN run
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_object_agg(key, value) FILTER (WHERE (value ->> 'at')::numeric >= run.started_ms), '{}')
             AS field_events
    FROM jsonb_each(e.field_events)) rest
  UNION ALL
  SELECT e.id, e.external_id, ${FIELDS.map((field) => `e.${field}`).join(', ')},
         CASE WHEN ${changedSince('presence')} OR e.id = ANY ($4::text[]) THEN e.removed_at ELSE coalesce(e.removed_at, $3) END, rest.field_events
  FROM known e CROSS JOIN run
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_object_agg(key, value) FILTER (WHERE (value ->> 'at')::numeric >= run.started_ms), '{}')
             AS field_events
    FROM jsonb_each(e.field_events)) rest
  WHERE NOT EXISTS (SELECT 1 FROM same WHERE same.id = e.id)
),
changed AS (
  UPDATE external_users e SET (${STORED}) = ROW (${stored('wanted')}), updated_at = $3
  FROM wanted
  WHERE e.id = wanted.id AND (${stored('e')}) IS DISTINCT FROM (${stored('wanted')})
  RETURNING e.id
),
created AS (
  INSERT INTO external_users
    (id, account_id, connected_account_id, external_id, ${FIELDS.join(', ')}, created_at, updated_at)
  SELECT 'exusr_' || right(gen_random_uuid()::text, 12), ca.account_id, ca.id,
         l.external_id, ${FIELDS.map((field) => `l.${field}`).join(', ')}, $3, $3
  FROM listed l JOIN connected_accounts ca ON ca.id = $1
  WHERE NOT EXISTS (SELECT 1 FROM same WHERE same.position = l.position)
)
SELECT id FROM changed`;
