import { WARNED } from '../pair-list/warnings.sql.js';

/** The pair from the catalog and from its own row: always one row, whichever parts exist. */
const PAIR = `
  s.id IS NOT NULL                      AS service_exists,
  p.id IS NOT NULL                      AS provider_exists,
  coalesce(p.active, false)             AS provider_active,
  coalesce(sp.in_catalog, false)        AS in_catalog,
  coalesce(sp.version, 0)               AS version,
  sp.connected_account_id,
  sp.external_user_id,
  coalesce(sp.host_state, 'unassigned') AS host_state,
  coalesce(sp.host_lost, false)         AS host_lost,
  sp.resource::text                     AS resource`;

/** Looks up key by key (`LIMIT` keeps it so): with a wrong estimate of the number of keys, no table is read whole. */
const OF_KEY = `
LEFT JOIN LATERAL (
  SELECT * FROM services WHERE id = key.service_id AND account_id = key.account_id AND live LIMIT 1) s ON true
LEFT JOIN LATERAL (
  SELECT * FROM providers WHERE id = key.provider_id AND account_id = key.account_id LIMIT 1) p ON true
LEFT JOIN LATERAL (
  SELECT * FROM service_providers
  WHERE service_id = key.service_id AND provider_id = key.provider_id AND account_id = key.account_id LIMIT 1) sp ON true`;

const ONE_KEY = `FROM (VALUES ($1::text, $2::text, $3::text)) AS key (account_id, service_id, provider_id) ${OF_KEY}`;

/** $1 account, $2 service, $3 provider. */
export const LOAD_PAIR = `SELECT ${PAIR} ${ONE_KEY}`;

/** The resources of pairs with a host. $1 accounts, $2 services, $3 providers. */
export const SHOW_PAIRS = `
SELECT key.n::int AS n, sp.version, sp.host_state, sp.resource::text AS resource
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS key (account_id, service_id, provider_id, n)
JOIN service_providers sp
  ON sp.service_id = key.service_id AND sp.provider_id = key.provider_id AND sp.account_id = key.account_id
WHERE sp.external_user_id IS NOT NULL`;

/**
 * Pairs, each with a connected account and every user of it that matches. $1 accounts, $2 services, $3 providers, $4
 * connected accounts, $5 external user ids or nulls, $6 emails or nulls. The SELECT around each array hides its length
 * from the planner: otherwise it would plan each time, which costs more than the query.
 */
export const LOAD_PAIRS_AND_HOSTS = `
SELECT key.n::int AS n, ${PAIR},
  ca.id                      AS connection_id,
  ca.provider = 'zoom_admin' AS connection_hosts,
  (SELECT coalesce(json_agg(json_build_object(
            'externalUserId', eu.id, 'removed', eu.removed_at IS NOT NULL)), '[]')
   FROM (SELECT id, removed_at FROM external_users
         WHERE id = key.external_user_id AND connected_account_id = ca.id
         UNION ALL
         SELECT id, removed_at FROM external_users
         WHERE connected_account_id = ca.id AND fold_case(email) = fold_case(key.email)) eu) AS candidates
FROM unnest(
    (SELECT $1::text[]), (SELECT $2::text[]), (SELECT $3::text[]),
    (SELECT $4::text[]), (SELECT $5::text[]), (SELECT $6::text[])) WITH ORDINALITY
  AS key (account_id, service_id, provider_id, connection_id, external_user_id, email, n)
${OF_KEY}
LEFT JOIN LATERAL (
  SELECT * FROM connected_accounts WHERE id = key.connection_id AND account_id = key.account_id LIMIT 1) ca ON true`;

/**
 * With the facts that decide the host's state, and the last change of the pair. $1 account, $2 service, $3 provider.
 */
export const EXPLAIN_PAIR = `
SELECT ${PAIR},
  ca.status AS connection_status, eu.status AS user_status, eu.removed_at IS NOT NULL AS user_removed,
  ${WARNED},
  sp.resolved_by, sp.decided_by, sp.decided_at, sp.change, sp.reason, sp.occurred_at, sp.actor
${ONE_KEY}
LEFT JOIN connected_accounts ca ON ca.id = sp.connected_account_id
LEFT JOIN external_users eu ON eu.id = sp.external_user_id`;
