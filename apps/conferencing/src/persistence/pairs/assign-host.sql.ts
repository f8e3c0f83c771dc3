import { eventColumns, publish, RETURNING_EVENT } from './publish.sql.js';

/**
 * Assigns a host to one pair, if the pair still has version $4 and may have a host, and the host still exists. $1
 * account, $2 service, $3 provider, $4 version, $5 connected account, $6 external user, $7 change, $8 resolved by, $9
 * actor, $10 now, $11 traceparent. The share locks keep the connected account and the user as they are rendered, until
 * the next change of either can see the pair.
 */
export const ASSIGN_HOST = `
WITH host AS MATERIALIZED (
  SELECT ca.id AS connected_account_id, eu.id AS external_user_id,
         connected_account_json(ca) AS account, external_user_json(eu) AS person,
         conferencing_host_state(ca.status, eu.status, eu.removed_at IS NOT NULL) AS host_state
  FROM connected_accounts ca
  JOIN external_users eu ON eu.connected_account_id = ca.id
  WHERE ca.id = $5 AND ca.account_id = $1 AND eu.id = $6 AND eu.removed_at IS NULL
  FOR SHARE OF ca, eu
),
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1,
      connected_account_id = host.connected_account_id, external_user_id = host.external_user_id,
      host_state = host.host_state, host_lost = false,
      resource = conferencing_resource(sp.service_id, sp.provider_id, host.account, host.person),
      resolved_by = $8, decided_by = $9, decided_at = $10,
      ${eventColumns('$7', 'NULL', '$9', '$10')}
  FROM host
  WHERE sp.service_id = $2 AND sp.provider_id = $3 AND sp.account_id = $1 AND sp.version = $4 AND sp.assignable
  ${RETURNING_EVENT}
),
${publish(11)}
SELECT version, host_state, resource FROM changed`;
