import { BATCH_ID, batchAlways, record, RETURNING_BATCH } from './batch.sql.js';
import { eventColumns, publish, RETURNING_EVENT } from './publish.sql.js';

/**
 * Gives one pair a host, if the pair is still at version $4 and may have one, and the host is still there.
 * $1 account, $2 service, $3 provider, $4 version, $5 connected account, $6 external user, $7 change, $8 resolved by,
 * $9 actor, $10 now, $11 traceparent. The share locks keep the connected account and the user as they are rendered until
 * the pair can be seen by whoever changes them next.
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
      host_state = host.host_state,
      resource = conferencing_resource(sp.service_id, sp.provider_id, host.account, host.person),
      resolved_by = $8, decided_by = $9, decided_at = $10,
      ${eventColumns('$7', 'NULL', '$9', '$10')}
  FROM host
  WHERE sp.service_id = $2 AND sp.provider_id = $3 AND sp.account_id = $1 AND sp.version = $4 AND sp.assignable
  ${RETURNING_EVENT}
),
${publish(11)}
SELECT version, host_state, resource FROM changed`;

/**
 * Gives many pairs of one service their hosts. $1 account, $2 service, $3 connected account, $4 provider ids,
 * $5 external users, $6 changes (arrays of one length), $7 actor, $8 now, $9 traceparent, $10 batch. For a transaction
 * that holds the account's lock and the pairs' row locks.
 */
export const ASSIGN_MANY = `
WITH ${batchAlways(10)},
wanted AS (
  SELECT w.provider_id, w.change, ca.id AS connected_account_id, eu.id AS external_user_id,
         connected_account_json(ca) AS account, external_user_json(eu) AS person,
         conferencing_host_state(ca.status, eu.status, eu.removed_at IS NOT NULL) AS host_state
  FROM unnest($4::text[], $5::text[], $6::text[]) AS w (provider_id, external_user_id, change)
  JOIN connected_accounts ca ON ca.id = $3 AND ca.account_id = $1
  JOIN external_users eu ON eu.id = w.external_user_id AND eu.connected_account_id = ca.id
),
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1,
      connected_account_id = wanted.connected_account_id, external_user_id = wanted.external_user_id,
      host_state = wanted.host_state,
      resource = conferencing_resource(sp.service_id, sp.provider_id, wanted.account, wanted.person),
      resolved_by = 'bulk', decided_by = $7, decided_at = $8,
      ${eventColumns('wanted.change', 'NULL', '$7', '$8', BATCH_ID)}
  FROM wanted
  WHERE sp.service_id = $2 AND sp.provider_id = wanted.provider_id AND sp.account_id = $1 AND sp.assignable
  ${RETURNING_BATCH}
),
${record('hosts')},
${publish(9)}
SELECT count(*) AS changed FROM changed`;
