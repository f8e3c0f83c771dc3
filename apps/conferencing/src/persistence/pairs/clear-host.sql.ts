import { BATCH_ID, batchAlways, batchOfSeveral, record, RETURNING_BATCH } from './batch.sql.js';
import { eventColumns, publish, RETURNING_EVENT } from './publish.sql.js';

export const NOBODY = `
      connected_account_id = NULL, external_user_id = NULL, host_state = 'unassigned', resource = NULL,
      resolved_by = NULL`;

/**
 * Removes the host of one pair, if it still has version $4. $1 account, $2 service, $3 provider, $5 actor, $6 now, $7
 * traceparent.
 */
export const CLEAR_HOST = `
WITH changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1, ${NOBODY}, host_lost = false, decided_by = $5, decided_at = $6,
      ${eventColumns("'cleared'", 'NULL', '$5', '$6')}
  WHERE sp.service_id = $2 AND sp.provider_id = $3 AND sp.account_id = $1 AND sp.version = $4
    AND sp.external_user_id IS NOT NULL
  ${RETURNING_EVENT}
),
${publish(7)}
SELECT version, host_state, resource FROM changed`;

/**
 * Marks a pair that has lost its host as intended, if it still has version $4: for subscribers nothing changes. $1
 * account, $2 service, $3 provider.
 */
export const ACKNOWLEDGE_LOSS = `
UPDATE service_providers SET host_lost = false
WHERE service_id = $2 AND provider_id = $3 AND account_id = $1 AND version = $4 AND host_lost
RETURNING version, host_state, resource::text AS resource`;

/**
 * The pairs of each selection; its ids are the parameters from `first` on. The hosts are collected first: with
 * statistics older than an import, a join would read all of them for each pair.
 */
export const SELECTIONS = {
  pair: (first: number) => `sp.service_id = $${first} AND sp.provider_id = $${first + 1}`,
  service: (first: number) => `sp.service_id = $${first}`,
  provider: (first: number) => `sp.provider_id = $${first}`,
  connectedAccount: (first: number) =>
    `sp.external_user_id = ANY (ARRAY(SELECT id FROM external_users WHERE connected_account_id = $${first}))`,
} as const;

/**
 * Removes the hosts of all selected pairs. $1 reason, $2 actor, $3 now, $4 traceparent, $5 batch, $6 … the selection's
 * ids. The deletion of a connection is a batch even with one pair, and its pairs have lost their hosts without a
 * caller's request.
 */
export function clearHosts(selection: keyof typeof SELECTIONS): string {
  const selected = `${SELECTIONS[selection](6)} AND sp.external_user_id IS NOT NULL`;
  const batch =
    selection === 'connectedAccount'
      ? batchAlways(5)
      : batchOfSeveral(5, `FROM service_providers sp WHERE ${selected}`);
  return `
WITH ${batch},
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1, ${NOBODY}, host_lost = ${selection === 'connectedAccount'}, decided_by = $2, decided_at = $3,
      ${eventColumns("'cleared'", '$1', '$2', '$3', BATCH_ID)}
  WHERE ${selected}
  ${RETURNING_BATCH}
),
${record('hosts')},
${publish(4)}
SELECT count(*)::int AS changed FROM changed`;
}
