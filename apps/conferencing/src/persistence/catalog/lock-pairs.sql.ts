/**
 * A statement of its own, before the one that clears: it waits for whoever is assigning a host right now, so that the
 * next statement sees that host. $1 account, $2 services, $3 providers, $4 and $5 services and providers of pairs.
 */
export const LOCK_PAIRS = `
SELECT sp.service_id AS "serviceId", sp.provider_id AS "providerId", sp.in_catalog AS "inCatalog",
       sp.version > 0 AS "everAssigned", sp.catalog_version AS "catalogVersion"
FROM service_providers sp
WHERE sp.account_id = $1
  AND (sp.service_id = ANY ($2) OR sp.provider_id = ANY ($3)
       OR (sp.service_id, sp.provider_id) IN (SELECT * FROM unnest($4::text[], $5::text[])))
ORDER BY sp.service_id, sp.provider_id
FOR UPDATE`;
