import type { PairKey } from '../../domain/assignments.port.js';
import type { PairSelection } from '../../domain/pair-fan-out.port.js';
import { addPairs, connectZoom, makePairs, type Pairs } from './pairs.fixture.js';

describe('what is changed in many pairs at once', () => {
  let pairs: Pairs;

  beforeAll(async () => {
    pairs = await makePairs();
  });

  afterAll(() => pairs.close());

  /** This many pairs of one service, each with its own host. */
  async function hosted(count: number) {
    const zoom = await connectZoom(pairs, count);
    const { serviceId, keys } = await addPairs(pairs, count);
    await assignMany(keys, zoom.users, 'bat_000000000000');
    return { zoom, serviceId, keys };
  }

  async function assignMany(keys: readonly PairKey[], users: readonly { id: string }[], batchId: string) {
    const changes = keys.map((key, index) => ({
      ...key,
      change: 'assigned' as const,
      externalUserId: users[index]!.id,
    }));
    const why = { ...pairs.why, batchId, reason: null, resolvedBy: 'bulk' } as const;
    await pairs.unitOfWork.forAccount(pairs.accountId, (transaction) =>
      pairs.batches.assign(transaction, pairs.accountId, changes, why),
    );
  }

  const clear = (selection: PairSelection) =>
    pairs.unitOfWork.forAccount(pairs.accountId, (transaction) =>
      pairs.fanOut.clear(transaction, selection, { ...pairs.why, reason: null, tombstone: false }),
    );

  async function rename(userId: string | null, connectedAccountId: string) {
    await pairs.database.execute(
      `UPDATE external_users SET first_name = first_name || '!' WHERE connected_account_id = $1 AND id = coalesce($2, id)`,
      [connectedAccountId, userId],
    );
    await pairs.unitOfWork.forAccount(pairs.accountId, (transaction) =>
      pairs.fanOut.refresh(transaction, { connectedAccountId }, { ...pairs.why, reason: null }),
    );
  }

  /** The batch of each pair's last event, as it is published. */
  async function batches(serviceId: string): Promise<(string | null)[]> {
    const rows = await pairs.database.query<{ batch: string | null }>(
      `SELECT DISTINCT ON (aggregateid) payload::json ->> 'batch_id' AS batch
       FROM outbox WHERE aggregateid LIKE $1 || '/%' ORDER BY aggregateid, seq DESC`,
      [serviceId],
    );
    return rows.map(({ batch }) => batch);
  }

  const kept = async (batchId: string | null | undefined) =>
    pairs.database.query<{ service: string; provider: string; before: string | null; after: string | null }>(
      `SELECT service, provider, before, after FROM batch_changes,
         unnest(service_ids, provider_ids, hosts_before, hosts_after) AS one (service, provider, before, after)
       WHERE batch_id = $1 ORDER BY provider`,
      [batchId],
    );

  it('has one batch id, and the hosts before and after are stored', async () => {
    const { zoom, serviceId, keys } = await hosted(2);
    expect(await batches(serviceId)).toEqual(['bat_000000000000', 'bat_000000000000']);
    expect((await kept('bat_000000000000')).filter(({ service }) => service === serviceId)).toEqual(
      keys
        .map(({ providerId: provider }, index) => ({
          service: serviceId,
          provider,
          before: null,
          after: zoom.users[index]!.id,
        }))
        .toSorted((one, other) => (one.provider < other.provider ? -1 : 1)),
    );
    await clear({ serviceId });
    const [batch, same] = await batches(serviceId);
    expect(batch).toMatch(/^bat_[0-9a-f]{12}$/);
    expect(same).toBe(batch);
    expect(batch).not.toBe('bat_000000000000');
    expect((await kept(batch)).map(({ before, after }) => [before, after]).toSorted()).toEqual(
      zoom.users.map(({ id }) => [id, null]).toSorted(),
    );
  });

  it('has none for a single pair, unless a connection was deleted', async () => {
    const alone = await hosted(1);
    await clear({ serviceId: alone.serviceId });
    expect(await batches(alone.serviceId)).toEqual([null]);
    const disconnected = await hosted(1);
    await clear({ connectedAccountId: disconnected.zoom.id });
    const [batch] = await batches(disconnected.serviceId);
    expect(await kept(batch)).toMatchObject([{ before: disconnected.zoom.users[0]!.id, after: null }]);
  });

  it('has a batch id for a refresh of several pairs only, and stores no hosts for it', async () => {
    const { zoom, serviceId } = await hosted(2);
    await rename(zoom.users[0]!.id, zoom.id);
    expect((await batches(serviceId)).toSorted()).toEqual(['bat_000000000000', null]);
    await rename(null, zoom.id);
    const [batch, same] = await batches(serviceId);
    expect(batch).toMatch(/^bat_[0-9a-f]{12}$/);
    expect(same).toBe(batch);
    expect(await kept(batch)).toEqual([]);
    expect(await pairs.database.query('SELECT 1 FROM batch_changes WHERE batch_id = $1', [batch])).toHaveLength(1);
  });
});
