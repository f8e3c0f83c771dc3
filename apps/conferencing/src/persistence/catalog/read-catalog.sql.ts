const SERVICE = `s.id, s.name, s.created_at AS "createdAt", s.updated_at AS "updatedAt"`;

export const PROVIDER = `
  p.id, p.display_name AS "displayName", p.email, p.first_name AS "firstName", p.last_name AS "lastName",
  p.time_zone AS "timeZone", p.active, p.created_at AS "createdAt", p.updated_at AS "updatedAt"`;

const PAIR = `sp.service_id AS "serviceId", sp.provider_id AS "providerId", sp.created_at AS "pairedAt", ${PROVIDER}`;

const FROM_PAIRS = `
FROM service_providers sp LEFT JOIN providers p ON p.id = sp.provider_id AND p.account_id = sp.account_id
WHERE sp.account_id = $1 AND sp.service_id = $2 AND sp.in_catalog AND sp.service_live`;

/** $1 account, $2 id. */
export const SERVICE_BY_ID = `SELECT ${SERVICE} FROM services s WHERE s.account_id = $1 AND s.id = $2 AND s.live`;
export const PROVIDER_BY_ID = `SELECT ${PROVIDER} FROM providers p WHERE p.account_id = $1 AND p.id = $2`;

/** $1 account, $2 service, $3 provider. */
export const PAIR_BY_IDS = `SELECT ${PAIR} ${FROM_PAIRS} AND sp.provider_id = $3`;

/** $1 account, then offset and limit. */
export const LIST_SERVICES = {
  count: `SELECT count(*)::int AS total FROM services WHERE account_id = $1 AND live`,
  page: `SELECT ${SERVICE} FROM services s WHERE s.account_id = $1 AND s.live ORDER BY s.id OFFSET $2 LIMIT $3`,
};
export const LIST_PROVIDERS = {
  count: `SELECT count(*)::int AS total FROM providers WHERE account_id = $1`,
  page: `SELECT ${PROVIDER} FROM providers p WHERE p.account_id = $1 ORDER BY p.id OFFSET $2 LIMIT $3`,
};

/** $1 account, $2 service, then offset and limit. */
export const LIST_PAIRS = {
  count: `SELECT count(*)::int AS total ${FROM_PAIRS}`,
  page: `SELECT ${PAIR} ${FROM_PAIRS} ORDER BY sp.provider_id OFFSET $3 LIMIT $4`,
};
