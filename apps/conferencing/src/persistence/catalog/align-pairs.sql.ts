/** $1 account, $2 services. */
export const ALIGN_SERVICES = `
UPDATE service_providers sp SET service_live = s.live
FROM services s
WHERE s.id = ANY ($2) AND s.account_id = $1
  AND sp.service_id = s.id AND sp.account_id = $1 AND sp.service_live <> s.live`;

/** $1 account, $2 providers. */
export const ALIGN_PROVIDERS = `
UPDATE service_providers sp SET provider_active = p.active
FROM providers p
WHERE p.id = ANY ($2) AND p.account_id = $1
  AND sp.provider_id = p.id AND sp.account_id = $1 AND sp.provider_active <> p.active`;
