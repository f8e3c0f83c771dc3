import { BATCH_ID, batchAlways, record, RETURNING_BATCH } from './batch.sql.js';
import { eventColumns, publish } from './publish.sql.js';

/**
 * Assigns hosts to many pairs of one account. $1 account, $2 service ids, $3 provider ids, $4 external users, $5
 * changes (arrays of one length), $6 resolved by, $7 reason, $8 actor, $9 now, $10 traceparent, $11 batch. For a
 * transaction that holds the account's lock and the pairs' row locks.
 */
export const ASSIGN_MANY = `
WITH ${batchAlways(11)},
wanted AS (
  SELECT w.service_id, w.provider_id, w.change, ca.id AS connected_account_id, eu.id AS external_user_id,
         connected_account_json(ca) AS account, external_user_json(eu) AS person,
         conferencing_host_state(ca.status, eu.status, eu.removed_at IS NOT NULL) AS host_state
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS w (service_id, provider_id, external_user_id, change)
  JOIN external_users eu ON eu.id = w.external_user_id
  JOIN connected_accounts ca ON ca.id = eu.connected_account_id AND ca.account_id = $1
),
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1,
      connected_account_id = wanted.connected_account_id, external_user_id = wanted.external_user_id,
      host_state = wanted.host_state, host_lost = false,
      resource = conferencing_resource(sp.service_id, sp.provider_id, wanted.account, wanted.person),
      resolved_by = $6, decided_by = $8, decided_at = $9,
      ${eventColumns('wanted.change', '$7', '$8', '$9', BATCH_ID)}
  FROM wanted
  WHERE sp.service_id = wanted.service_id AND sp.provider_id = wanted.provider_id AND sp.account_id = $1
    AND sp.assignable
  ${RETURNING_BATCH}
),
${record('hosts')},
${publish(10)}
SELECT count(*) AS changed FROM changed`;
