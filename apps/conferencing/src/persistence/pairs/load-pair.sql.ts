/** The pair as the catalog and its own row have it: one row, whatever of it exists. $1 account, $2 service, $3 provider. */
const PAIR = `
  s.id IS NOT NULL                   AS service_exists,
  p.id IS NOT NULL                   AS provider_exists,
  coalesce(p.active, false)          AS provider_active,
  coalesce(sp.in_catalog, false)     AS in_catalog,
  coalesce(sp.version, 0)            AS version,
  sp.connected_account_id,
  sp.external_user_id,
  coalesce(sp.host_state, 'unassigned') AS host_state,
  sp.resource::text                  AS resource`;

const FROM_KEY = `
FROM (VALUES ($1::text, $2::text, $3::text)) AS key (account_id, service_id, provider_id)
LEFT JOIN services s ON s.id = key.service_id AND s.account_id = key.account_id AND s.live
LEFT JOIN providers p ON p.id = key.provider_id AND p.account_id = key.account_id
LEFT JOIN service_providers sp
  ON sp.service_id = key.service_id AND sp.provider_id = key.provider_id AND sp.account_id = key.account_id`;

/** What is shown, of a pair that has a host. */
export const SHOW_PAIR = `
SELECT version, host_state, resource::text AS resource FROM service_providers
WHERE account_id = $1 AND service_id = $2 AND provider_id = $3 AND external_user_id IS NOT NULL`;

export const LOAD_PAIR = `SELECT ${PAIR} ${FROM_KEY}`;

/** $4 connected account; $5 external user id or null; $6 email or null: every user that may be meant. */
export const LOAD_PAIR_AND_HOST = `
SELECT ${PAIR},
  ca.id                     AS connection_id,
  ca.provider = 'zoom_admin' AS connection_hosts,
  (SELECT coalesce(json_agg(json_build_object(
            'externalUserId', eu.id, 'email', eu.email, 'removed', eu.removed_at IS NOT NULL)), '[]')
   FROM (SELECT id, email, removed_at FROM external_users WHERE id = $5 AND connected_account_id = ca.id
         UNION ALL
         SELECT id, email, removed_at FROM external_users
         WHERE connected_account_id = ca.id AND lower(email) = lower($6)) eu) AS candidates
${FROM_KEY}
LEFT JOIN connected_accounts ca ON ca.id = $4 AND ca.account_id = key.account_id`;

/** With what decides over the host's state, and why the pair is as it is. */
export const EXPLAIN_PAIR = `
SELECT ${PAIR},
  ca.status AS connection_status, eu.status AS user_status, eu.removed_at IS NOT NULL AS user_removed,
  sp.resolved_by, sp.decided_by, sp.decided_at, sp.change, sp.reason, sp.occurred_at, sp.actor
${FROM_KEY}
LEFT JOIN connected_accounts ca ON ca.id = sp.connected_account_id
LEFT JOIN external_users eu ON eu.id = sp.external_user_id`;
