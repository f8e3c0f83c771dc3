import { newAccountToken, hashToken } from '@conferencing/callers';
import {
  addPairs,
  connectZoom,
  makePairs,
  type Pairs,
} from '../../../apps/conferencing/src/persistence/pairs/pairs.fixture.js';
import type { Database } from '@conferencing/database';
import { newId } from '@conferencing/kernel';

export interface Seed {
  pairs: Pairs;
  token: string;
  connectedAccountId: string;
  hosts: string[];
  serviceId: string;
  providerIds: string[];
}

/** A conferencing database with an account, two hosts and this many unassigned pairs on one service. */
export async function seedAccount(count: number): Promise<Seed> {
  const pairs = await makePairs();
  const token = newAccountToken();
  await pairs.database.execute(
    'INSERT INTO account_tokens (id, account_id, name, token_hash, created_at) VALUES ($1, $2, $3, $4, now())',
    [newId('token'), pairs.accountId, 'bench', hashToken(token)],
  );
  const zoom = await connectZoom(pairs, 2);
  // There is no Zoom behind it: a regular sync would break the connection and change every pair in the middle of a
  // measurement.
  await pairs.database.execute(`UPDATE connected_accounts SET next_sync_at = now() + interval '1 day'`);
  const { serviceId, keys } = await addPairs(pairs, count);
  await pairs.database.execute('VACUUM ANALYZE');
  return {
    pairs,
    token,
    connectedAccountId: zoom.id,
    hosts: zoom.users.map(({ id }) => id),
    serviceId,
    providerIds: keys.map(({ providerId }) => providerId),
  };
}

/** Gives every pair the first host without events: for benchmarks that read. */
export async function assignAll({ pairs, hosts }: Seed): Promise<void> {
  const update = `UPDATE service_providers sp
     SET version = 1, connected_account_id = ca.id, external_user_id = eu.id, host_state = 'ready', resolved_by = 'bulk',
       change = 'assigned', actor = 'platform', event_id = new_event_id(), occurred_at = now(), decided_at = now(),
       resource = conferencing_resource(sp.service_id, sp.provider_id, connected_account_json(ca), external_user_json(eu))
     FROM external_users eu JOIN connected_accounts ca ON ca.id = eu.connected_account_id WHERE eu.id = $1`;
  await pairs.database.transaction(({ execute }) => execute(update, [hosts[0]]), { statementTimeoutMs: 300_000 });
  await pairs.database.execute('VACUUM ANALYZE service_providers');
}

/** Changes the status of the connection, as a sync does, with an event for each of the pairs that it hosts. */
export async function changeStatus(
  { pairs, connectedAccountId, providerIds }: Seed,
  status: 'active' | 'reconnect_required',
): Promise<void> {
  await pairs.unitOfWork.forAccount(pairs.accountId, async (transaction) => {
    const queryable = transaction as unknown as Database;
    await queryable.execute('UPDATE connected_accounts SET status = $2, updated_at = now() WHERE id = $1', [
      connectedAccountId,
      status,
    ]);
    const why = { ...pairs.why, actor: 'system:sync', reason: 'connected_account_changed' as const, at: new Date() };
    const changed = await pairs.fanOut.refresh(transaction, { connectedAccountId }, why);
    if (changed !== providerIds.length)
      throw new Error(`${changed} pairs were refreshed instead of ${providerIds.length}`);
  });
}
