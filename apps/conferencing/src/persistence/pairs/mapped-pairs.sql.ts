/**
 * Pairs of a service with their hosts and their providers' mappings in a connected account. $1 account, $2 service, $3
 * connected account, $4 which pairs, $5 provider ids, null for all. Mappings are looked up one by one (`LIMIT` keeps it
 * so): with statistics older than an import, all of them would be read for each pair.
 */
export const MAPPED_PAIRS = `
SELECT sp.service_id, sp.provider_id, sp.provider_active, sp.version, sp.connected_account_id, sp.external_user_id,
       sp.resource -> 'external_user' AS hosted_by,
       CASE WHEN eu.id IS NOT NULL THEN external_user_json(eu) END AS mapped_user,
       coalesce(eu.status = 'active' AND eu.removed_at IS NULL, false) AS mapped_user_active
FROM service_providers sp
LEFT JOIN LATERAL (
  SELECT external_user_id FROM user_mappings
  WHERE connected_account_id = $3 AND provider_id = sp.provider_id LIMIT 1) um ON true
LEFT JOIN external_users eu ON eu.id = um.external_user_id
WHERE sp.account_id = $1 AND sp.service_id = $2 AND sp.in_catalog
  AND CASE $4::text WHEN 'unassigned' THEN sp.external_user_id IS NULL WHEN 'broken' THEN sp.host_state <> 'ready'
           ELSE true END
  AND ($5::text[] IS NULL OR sp.provider_id = ANY ($5))
ORDER BY sp.provider_id`;

export const MAPPED_PAIRS_LOCKED = `${MAPPED_PAIRS} FOR UPDATE OF sp`;

export const CONNECTION = `
SELECT id, provider = 'zoom_admin' AS hosts FROM connected_accounts WHERE account_id = $1 AND id = $2`;

export const SERVICE_EXISTS = `SELECT 1 AS found FROM services WHERE account_id = $1 AND id = $2 AND live`;
