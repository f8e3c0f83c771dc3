const LISTED = `
  sp.service_id, sp.provider_id, sp.version, sp.host_state, sp.resource::text AS resource,
  ca.status AS connection_status, eu.status AS user_status, eu.removed_at IS NOT NULL AS user_removed`;

const HOST = `
LEFT JOIN external_users eu ON eu.id = sp.external_user_id
LEFT JOIN connected_accounts ca ON ca.id = eu.connected_account_id`;

/** A page is counted from the nearer end of the index, so that the last page costs as much as the first. */
function page(from: string, direction: 'ASC' | 'DESC'): string {
  return `
SELECT ${LISTED}
FROM (SELECT service_id, provider_id FROM service_providers WHERE ${from}
      ORDER BY service_id ${direction}, provider_id ${direction} OFFSET $3 LIMIT $4) key
JOIN service_providers sp USING (service_id, provider_id)
${HOST}
ORDER BY sp.service_id, sp.provider_id`;
}

function count(from: string): string {
  return `SELECT count(*)::int AS total FROM service_providers WHERE ${from}`;
}

const OF_SERVICE = 'account_id = $1 AND service_id = $2 AND in_catalog';

export const OF_SERVICE_LIST = {
  count: count(OF_SERVICE),
  forward: page(OF_SERVICE, 'ASC'),
  backward: page(OF_SERVICE, 'DESC'),
};
