import { conferencingUpdatedHeaders, decodeConferencingUpdated } from '@conferencing/contracts';
import { decideAssignment, decideClear } from '../../domain/assignment.js';
import type { PairKey } from '../../domain/assignments.port.js';
import { type ConnectionStatus, hostState } from '../../domain/host-state.js';
import { addPairs, connectZoom, makePairs, type Pairs } from './pairs.fixture.js';
import { PgJoinedTransaction } from './pg-joined-transaction.js';
import { queryableOf } from './pg-unit-of-work.js';
import { TopicHeads } from './topic-heads.repository.js';

interface OutboxRow {
  id: string;
  aggregateid: string;
  version: number;
  payload: string | null;
  occurred_at: Date;
}

describe('pairs and their hosts', () => {
  let pairs: Pairs;

  beforeAll(async () => {
    pairs = await makePairs();
  });

  afterAll(() => pairs.close());

  async function assign(key: PairKey, connectedAccountId: string, externalUserId: string) {
    for (;;) {
      const wanted = { externalUserId };
      const { pair, connection } = await pairs.assignments.loadForAssignment(key, connectedAccountId, wanted);
      const decision = decideAssignment(pair, wanted, connection, true);
      if (decision.kind !== 'assign') return pair;
      const saved = await pairs.assignments.assign(key, decision, { ...pairs.why, at: new Date() });
      if (saved !== null) return saved;
    }
  }

  /** The published records of these pairs, in order, decoded as a consumer would do it. */
  async function published(serviceId: string) {
    const rows = await pairs.database.query<OutboxRow>(
      `SELECT id, aggregateid, version, payload, occurred_at FROM outbox WHERE aggregateid LIKE $1 || '/%' ORDER BY seq`,
      [serviceId],
    );
    return rows.map(({ id, aggregateid: key, version, payload: value, occurred_at: at }) =>
      decodeConferencingUpdated({
        key,
        value,
        headers: conferencingUpdatedHeaders({ id, key, version, time: at.toISOString() }),
      }),
    );
  }

  async function setStatus(connectedAccountId: string, status: ConnectionStatus) {
    return pairs.unitOfWork.forAccount(pairs.accountId, async (transaction) => {
      await (transaction as unknown as Pairs['database']).execute(
        'UPDATE connected_accounts SET status = $2, updated_at = now() WHERE id = $1',
        [connectedAccountId, status],
      );
      const why = { ...pairs.why, actor: 'system:sync', reason: 'connected_account_changed' as const };
      return pairs.fanOut.refresh(transaction, { connectedAccountId }, why);
    });
  }

  it('may be as many in a joined transaction as in one of our own', async () => {
    await pairs.database.session(async (client) => {
      await client.query('BEGIN');
      const transaction = await new PgJoinedTransaction().join(client, [pairs.accountId]);
      const limit = 'SHOW statement_timeout';
      const joined = await queryableOf(transaction).query(limit);
      const own = await pairs.unitOfWork.forAccount(pairs.accountId.toUpperCase(), (one) =>
        queryableOf(one).query(limit),
      );
      await client.query('ROLLBACK');
      expect(joined).toEqual(own);
    });
  });

  it('joins the connection of a transaction, and no other object', async () => {
    const join = () =>
      // @ts-expect-error: a record is no connection
      new PgJoinedTransaction().join({ accountId: pairs.accountId }, [pairs.accountId]);
    await expect(join()).rejects.toThrow();
  });

  it('computes the host state as the domain does, over all inputs', async () => {
    for (const connectionStatus of ['active', 'reconnect_required', 'insufficient_permissions'] as const) {
      for (const userStatus of ['active', 'inactive', 'pending', 'a_status_of_tomorrow']) {
        for (const removed of [true, false]) {
          const [row] = await pairs.database.query<{ state: string }>(
            'SELECT conferencing_host_state($1, $2, $3) AS state',
            [connectionStatus, userStatus, removed],
          );
          expect(row?.state).toBe(hostState({ connectionStatus, userStatus, removed }));
        }
      }
    }
  });

  it('publishes every change of a pair as an event with the state before it', async () => {
    const zoom = await connectZoom(pairs, 2);
    const { serviceId, keys } = await addPairs(pairs, 1);
    const [key] = keys as [PairKey];
    const [jane, john] = [zoom.users[0]!, zoom.users[1]!];
    await assign(key, zoom.id, jane.id);
    await assign(key, zoom.id, jane.id);
    await assign(key, zoom.id, john.id);
    await setStatus(zoom.id, 'reconnect_required');
    expect(await setStatus(zoom.id, 'reconnect_required')).toBe(1);
    const now = await pairs.assignments.load(key);
    await pairs.assignments.clear(key, decideClear(now), pairs.why);

    const events = (await published(serviceId)).map((record) => {
      if (record.kind !== 'updated') throw new Error('No tombstone was expected');
      const { version, change, host_state, data, previous } = record.event;
      return [version, change, host_state, previous?.external_user.id ?? null, data?.external_user.id ?? null];
    });
    expect(events).toEqual([
      [1, 'assigned', 'ready', null, jane.id],
      [2, 'reassigned', 'ready', jane.id, john.id],
      [3, 'refreshed', 'account_reconnect_required', john.id, john.id],
      [4, 'refreshed', 'account_reconnect_required', john.id, john.id],
      [5, 'cleared', 'unassigned', john.id, null],
    ]);
  });

  it('refreshes nothing when nothing has changed', async () => {
    const zoom = await connectZoom(pairs, 1);
    const { keys } = await addPairs(pairs, 3);
    for (const key of keys) await assign(key, zoom.id, zoom.users[0]!.id);
    const why = { ...pairs.why, reason: null };
    const refresh = () =>
      pairs.unitOfWork.forAccount(pairs.accountId, (transaction) =>
        pairs.fanOut.refresh(transaction, { connectedAccountId: zoom.id }, why),
      );
    expect(await refresh()).toBe(0);
    await pairs.database.execute(`UPDATE external_users SET first_name = 'Ann' WHERE connected_account_id = $1`, [
      zoom.id,
    ]);
    expect(await refresh()).toBe(3);
    expect(await refresh()).toBe(0);
  });

  it('leaves no pair behind when hosts are assigned while their connection breaks and comes back', async () => {
    const zoom = await connectZoom(pairs, 4);
    const { serviceId, keys } = await addPairs(pairs, 24);
    const assignAll = keys.map((key, index) => assign(key, zoom.id, zoom.users[index % 4]!.id));
    const flips = (async () => {
      for (let round = 0; round < 6; round += 1) {
        await setStatus(zoom.id, round % 2 === 0 ? 'reconnect_required' : 'insufficient_permissions');
      }
    })();
    await Promise.all([...assignAll, flips]);
    const { items } = await pairs.assignments.listOfService(pairs.accountId, serviceId, { offset: 0, limit: 200 });
    expect(new Set(items.map(({ hostState: state }) => state))).toEqual(new Set(['account_insufficient_permissions']));
    const versions = new Map<string, number>();
    for (const record of await published(serviceId)) {
      const key = `${record.key.service_id}/${record.key.provider_id}`;
      expect(record.version).toBe((versions.get(key) ?? 0) + 1);
      versions.set(key, record.version);
    }
  });

  it('ends the keys of pairs that leave the catalog once, and goes on with the version when they come back', async () => {
    const zoom = await connectZoom(pairs, 1);
    const { serviceId, keys } = await addPairs(pairs, 3);
    const [first, second] = keys as [PairKey, PairKey, PairKey];
    await assign(first, zoom.id, zoom.users[0]!.id);
    await assign(second, zoom.id, zoom.users[0]!.id);
    await pairs.assignments.clear(second, decideClear(await pairs.assignments.load(second)), pairs.why);
    const why = { ...pairs.why, reason: 'service_removed' as const, tombstone: true };
    const leave = () =>
      pairs.unitOfWork.forAccount(pairs.accountId, (transaction) =>
        pairs.fanOut.clear(transaction, { serviceId }, why),
      );
    expect(await leave()).toBe(1);
    expect(await leave()).toBe(0);
    const kinds = (await published(serviceId)).map((record) => [record.key.provider_id, record.kind, record.version]);
    expect(kinds.filter(([provider]) => provider === first.providerId)).toEqual([
      [first.providerId, 'updated', 1],
      [first.providerId, 'updated', 2],
      [first.providerId, 'tombstone', 2],
    ]);
    expect(kinds.filter(([provider]) => provider === second.providerId).at(-1)).toEqual([
      second.providerId,
      'tombstone',
      2,
    ]);
    expect(kinds).toHaveLength(6);
    expect(await assign(first, zoom.id, zoom.users[0]!.id)).toMatchObject({ version: 3 });
  });

  it('never lets a deactivated provider keep a host that is assigned at the same time', async () => {
    const zoom = await connectZoom(pairs, 1);
    const { serviceId, keys } = await addPairs(pairs, 16);
    const why = { ...pairs.why, reason: 'provider_deactivated' as const, tombstone: false };
    const deactivate = ({ providerId }: PairKey) =>
      pairs.unitOfWork.forAccount(pairs.accountId, async (transaction) => {
        const queryable = transaction as unknown as Pairs['database'];
        await queryable.execute('SELECT 1 FROM service_providers WHERE provider_id = $1 FOR UPDATE', [providerId]);
        await pairs.fanOut.clear(transaction, { providerId }, why);
        await queryable.execute('UPDATE providers SET active = false WHERE id = $1', [providerId]);
        await queryable.execute('UPDATE service_providers SET provider_active = false WHERE provider_id = $1', [
          providerId,
        ]);
      });
    const tryToAssign = (key: PairKey) =>
      pairs.assignments
        .loadForAssignment(key, zoom.id, { externalUserId: zoom.users[0]!.id })
        .then(({ pair, connection }) => decideAssignment(pair, { externalUserId: zoom.users[0]!.id }, connection, true))
        .then((decision) => (decision.kind === 'assign' ? pairs.assignments.assign(key, decision, pairs.why) : null));
    await Promise.all(keys.flatMap((key) => [tryToAssign(key), deactivate(key)]));
    const { items } = await pairs.assignments.listOfService(pairs.accountId, serviceId, { offset: 0, limit: 200 });
    expect(items.map(({ hostState: state }) => state)).toEqual(keys.map(() => 'unassigned'));
  });

  it('pages from either end alike', async () => {
    const { serviceId, keys } = await addPairs(pairs, 25);
    const inOrder = keys.map(({ providerId }) => providerId).sort();
    const seen: string[] = [];
    for (let offset = 0; offset < 30; offset += 4) {
      const { items, total } = await pairs.assignments.listOfService(pairs.accountId, serviceId, { offset, limit: 4 });
      expect(total).toBe(25);
      seen.push(...items.map(({ providerId }) => providerId));
    }
    expect(seen).toEqual(inOrder);
  });

  it('can publish the last record of a key again as it was', async () => {
    const zoom = await connectZoom(pairs, 1);
    const { serviceId, keys } = await addPairs(pairs, 2);
    const [hosted, ended] = keys as [PairKey, PairKey];
    for (const key of keys) await assign(key, zoom.id, zoom.users[0]!.id);
    const why = { ...pairs.why, reason: 'service_provider_unassigned' as const, tombstone: true };
    await pairs.unitOfWork.forAccount(pairs.accountId, (transaction) => pairs.fanOut.clear(transaction, ended, why));
    const before = await published(serviceId);

    const heads = new TopicHeads(pairs.database);
    const topicKeys = keys.map(({ providerId }) => `${serviceId}/${providerId}`);
    expect(await heads.republish(topicKeys)).toBe(2);
    const again = (await published(serviceId)).slice(before.length);
    const last = (key: PairKey, records: typeof before) =>
      records.filter((record) => record.key.provider_id === key.providerId).at(-1);
    const ofEnded = (records: typeof before) => records.filter(({ key }) => key.provider_id === ended.providerId);
    // A subscriber may know the pair with a host, and ignore tombstones.
    expect(ofEnded(again).map(({ kind }) => kind)).toEqual(
      ofEnded(before)
        .slice(-2)
        .map(({ kind }) => kind),
    );
    expect(last(ended, again)).toEqual(last(ended, before));
    const [resent, original] = [last(hosted, again), last(hosted, before)];
    expect(resent).toEqual(original);
    expect((await heads.heads(topicKeys)).map(({ tombstone }) => tombstone).sort()).toEqual([false, true]);
    const all: string[] = [];
    for (let after: string | null = null; ; after = all.at(-1) ?? null) {
      const page = await heads.page(after, 7);
      if (page.length === 0) break;
      all.push(...page.map(({ key }) => key));
    }
    expect(all).toEqual([...all].sort());
    expect(all).toEqual(expect.arrayContaining(topicKeys));
  });
});

describe('work for a whole account', () => {
  it('takes one connection for each account, however much of it waits', async () => {
    const pairs = await makePairs();
    try {
      let running = 0;
      let most = 0;
      const work = () =>
        pairs.unitOfWork.forAccount(pairs.accountId, async () => {
          most = Math.max(most, (running += 1), pairs.database.pool.totalCount);
          await new Promise(setImmediate);
          running -= 1;
        });
      await Promise.all(Array.from({ length: 40 }, work));
      expect(most).toBeLessThanOrEqual(2);
      await expect(
        pairs.unitOfWork.forAccount(pairs.accountId, () => Promise.reject(new Error('It went wrong'))),
      ).rejects.toThrow('It went wrong');
      await work();
    } finally {
      await pairs.close();
    }
  });
});
