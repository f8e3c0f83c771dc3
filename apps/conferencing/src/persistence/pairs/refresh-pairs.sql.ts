import { BATCH_ID, batchOfSeveral, record, RETURNING_BATCH } from './batch.sql.js';
import { eventColumns, publish } from './publish.sql.js';

const DIFFERS = `
    sp.external_user_id = host.id
    AND (sp.host_state <> host.host_state
         OR sp.resource -> 'connected_account' <> host.account
         OR sp.resource -> 'external_user' <> host.json)`;

/** Looks up host by host (`LIMIT` keeps it so): with a wrong estimate of their number, no table is read whole. */
const SOME_THAT_DIFFER = `
  FROM host CROSS JOIN LATERAL (SELECT 1 FROM service_providers sp WHERE ${DIFFERS} LIMIT 2) differing`;

/**
 * Renders the pairs of a connected account again; each that differs from its stored resource gets a new version. $1
 * connected account, $2 its affected hosts (null: all), $3 reason, $4 actor, $5 now, $6 traceparent, $7 batch, if
 * several pairs change.
 */
export const REFRESH_PAIRS = `
WITH account AS MATERIALIZED (
  SELECT ca.id, ca.status, connected_account_json(ca) AS json FROM connected_accounts ca WHERE ca.id = $1
),
host AS MATERIALIZED (
  SELECT eu.id, external_user_json(eu) AS json, account.json AS account,
         conferencing_host_state(account.status, eu.status, eu.removed_at IS NOT NULL) AS host_state
  FROM external_users eu JOIN account ON eu.connected_account_id = account.id
  WHERE $2::text[] IS NULL OR eu.id = ANY ($2)
),
${batchOfSeveral(7, SOME_THAT_DIFFER)},
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1, host_state = host.host_state,
      resource = conferencing_resource(sp.service_id, sp.provider_id, host.account, host.json),
      ${eventColumns("'refreshed'", '$3', '$4', '$5', BATCH_ID)}
  FROM host
  WHERE ${DIFFERS}
  ${RETURNING_BATCH}
),
${record('refreshed')},
${publish(6)}
SELECT count(*)::int AS changed FROM changed`;
