/**
 * Moves ids of one account to another: services and providers are deleted, and their cleared pairs become pairs of the
 * other account outside the catalog, so that their versions continue. $1 from account, $2 to account, $3 services, $4
 * providers, $5 and $6 services and providers of pairs.
 */
export const MOVE_IDS = `
WITH forgotten_services AS (DELETE FROM services WHERE id = ANY ($3) AND account_id = $1),
forgotten_providers AS (DELETE FROM providers WHERE id = ANY ($4) AND account_id = $1),
forgotten_mappings AS (DELETE FROM user_mappings WHERE provider_id = ANY ($4) AND account_id = $1),
keys AS (
  SELECT service_id, provider_id FROM service_providers WHERE service_id = ANY ($3)
  UNION SELECT service_id, provider_id FROM service_providers WHERE provider_id = ANY ($4)
  UNION SELECT * FROM unnest($5::text[], $6::text[])
)
UPDATE service_providers sp
SET account_id = $2, in_catalog = false, catalog_version = NULL,
    service_live = EXISTS (SELECT 1 FROM services s WHERE s.id = sp.service_id AND s.account_id = $2 AND s.live),
    provider_active = EXISTS (SELECT 1 FROM providers p WHERE p.id = sp.provider_id AND p.account_id = $2 AND p.active)
FROM keys
WHERE sp.service_id = keys.service_id AND sp.provider_id = keys.provider_id AND sp.account_id = $1`;
