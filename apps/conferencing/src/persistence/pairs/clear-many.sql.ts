import { BATCH_ID, batchAlways, record, RETURNING_BATCH } from './batch.sql.js';
import { NOBODY } from './clear-host.sql.js';
import { eventColumns, publish } from './publish.sql.js';

/**
 * Removes the hosts of many pairs of one account. $1 account, $2 service ids, $3 provider ids (arrays of one length),
 * $4 reason, $5 actor, $6 now, $7 traceparent, $8 batch.
 */
export const CLEAR_MANY = `
WITH ${batchAlways(8)},
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1, ${NOBODY}, host_lost = false, decided_by = $5, decided_at = $6,
      ${eventColumns("'cleared'", '$4', '$5', '$6', BATCH_ID)}
  FROM unnest($2::text[], $3::text[]) AS key (service_id, provider_id)
  WHERE sp.service_id = key.service_id AND sp.provider_id = key.provider_id AND sp.account_id = $1
    AND sp.external_user_id IS NOT NULL
  ${RETURNING_BATCH}
),
${record('hosts')},
${publish(7)}
SELECT count(*) AS changed FROM changed`;
