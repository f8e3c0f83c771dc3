/**
 * $1 account, $2 services, $3 providers, $4 assigned, $5 versions (null: over REST), $6 now. A pair may come before its
 * service or its provider. Pairs that leave the catalog must be cleared before.
 */
export const SAVE_PAIRS = `
INSERT INTO service_providers AS sp
  (service_id, provider_id, account_id, in_catalog, service_live, provider_active, catalog_version, created_at)
SELECT change.service_id, change.provider_id, $1, change.assigned,
       coalesce(s.live, false), coalesce(p.active, false), change.version, $6
FROM unnest($2::text[], $3::text[], $4::boolean[], $5::bigint[]) AS change (service_id, provider_id, assigned, version)
LEFT JOIN services s ON s.id = change.service_id AND s.account_id = $1
LEFT JOIN providers p ON p.id = change.provider_id AND p.account_id = $1
ORDER BY change.service_id, change.provider_id
ON CONFLICT (service_id, provider_id) DO UPDATE
SET in_catalog = excluded.in_catalog,
    catalog_version = coalesce(excluded.catalog_version, sp.catalog_version)
WHERE sp.account_id = excluded.account_id
  AND (excluded.catalog_version IS NULL OR sp.catalog_version IS NULL OR excluded.catalog_version > sp.catalog_version)`;
