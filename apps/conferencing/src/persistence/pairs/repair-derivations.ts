import type { Database } from '@conferencing/database';
import { lockAccount, asTransaction } from './pg-unit-of-work.js';
import { PgPairFanOut } from './pair-fan-out.repository.js';

interface StaleConnection {
  id: string;
  account_id: string;
  stale: number;
}

/** Connected accounts with pairs whose resource differs from the connected account or its users. */
const STALE_CONNECTIONS = `
SELECT ca.id, ca.account_id, count(*)::int AS stale
FROM service_providers sp
JOIN external_users eu ON eu.id = sp.external_user_id
JOIN connected_accounts ca ON ca.id = eu.connected_account_id
WHERE sp.host_state <> conferencing_host_state(ca.status, eu.status, eu.removed_at IS NOT NULL)
   OR sp.resource <> conferencing_resource(sp.service_id, sp.provider_id, connected_account_json(ca), external_user_json(eu))
GROUP BY ca.id`;

/**
 * Finds pairs whose resource differs from its sources, which no sequence of requests can cause; with `repair` they are
 * refreshed, as `system:repair`, with one event each.
 */
export async function repairDerivations(
  database: Database,
  { repair, at }: { repair: boolean; at: Date },
): Promise<{ stale: number; repaired: number }> {
  const connections = await database.query<StaleConnection>(STALE_CONNECTIONS);
  const result = { stale: connections.reduce((sum, { stale }) => sum + stale, 0), repaired: 0 };
  if (!repair) return result;
  const why = { actor: 'system:repair', traceparent: null, reason: 'derivation_repaired' as const, at };
  for (const { id, account_id: accountId } of connections) {
    result.repaired += await database.transaction(async (queryable) => {
      await lockAccount(queryable, accountId);
      return new PgPairFanOut().refresh(asTransaction(queryable), { connectedAccountId: id }, why);
    });
  }
  return result;
}
