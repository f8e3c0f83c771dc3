/**
 * A separate statement before the one that clears: it waits for running assignments, so that the next statement sees
 * their hosts. Each kind of key uses one index: an OR of the three would read every account's pairs. $1 account, $2
 * services, $3 providers, $4 and $5 services and providers of pairs.
 */
export const LOCK_PAIRS = `
WITH keys AS (
  SELECT service_id, provider_id FROM service_providers WHERE service_id = ANY ($2)
  UNION SELECT service_id, provider_id FROM service_providers WHERE provider_id = ANY ($3)
  UNION SELECT * FROM unnest($4::text[], $5::text[])
)
SELECT sp.service_id AS "serviceId", sp.provider_id AS "providerId", sp.in_catalog AS "inCatalog",
       sp.version > 0 AS "everAssigned", sp.catalog_version AS "catalogVersion"
FROM keys JOIN service_providers sp USING (service_id, provider_id)
WHERE sp.account_id = $1
ORDER BY sp.service_id, sp.provider_id
FOR UPDATE OF sp`;
