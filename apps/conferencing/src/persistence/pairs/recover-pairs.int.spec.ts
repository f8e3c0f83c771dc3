import {
  conferencingUpdatedHeaders,
  type ConferencingUpdatedV1,
  decodeConferencingUpdated,
} from '@conferencing/contracts';
import { newId } from '@conferencing/kernel';
import { LostKeys, OutboxControl, type ShownHead } from '@conferencing/outbox';
import { decideAssignment } from '../../domain/assignment.js';
import type { PairKey } from '../../domain/assignments.port.js';
import { addPairs, connectZoom, makePairs, type Pairs } from './pairs.fixture.js';
import { TopicHeads } from './topic-heads.repository.js';

interface OutboxRow {
  id: string;
  aggregateid: string;
  version: number;
  payload: string | null;
  occurred_at: Date;
}

describe('pairs of which the topic has shown more than the database knows', () => {
  let pairs: Pairs;
  let heads: TopicHeads;
  let lost: LostKeys;
  let control: OutboxControl;
  let connection: Awaited<ReturnType<typeof connectZoom>>;

  beforeAll(async () => {
    pairs = await makePairs();
    heads = new TopicHeads(pairs.database);
    lost = new LostKeys(pairs.database.pool, heads);
    control = new OutboxControl(pairs.database.pool);
    connection = await connectZoom(pairs, 3);
  });

  afterAll(() => pairs.close());

  const user = (n: number) => connection.users[n]?.id ?? '';
  const topicKey = ({ serviceId, providerId }: PairKey) => `${serviceId}/${providerId}`;

  async function assign(key: PairKey, n: number): Promise<void> {
    const wanted = { externalUserId: user(n) };
    const asked = await pairs.assignments.loadForAssignment(key, connection.id, wanted);
    const decision = decideAssignment(asked.pair, wanted, asked.connection, true);
    if (decision.kind === 'assign') await pairs.assignments.assign(key, decision, { ...pairs.why, at: new Date() });
  }

  /** The records of a key that wait to be published, decoded as a consumer would do it. */
  async function waiting(key: string) {
    const rows = await pairs.database.query<OutboxRow>(
      'SELECT id, aggregateid, version, payload, occurred_at FROM outbox WHERE aggregateid = $1 ORDER BY seq',
      [key],
    );
    return rows.map(({ id, version, payload: value, occurred_at: at }) =>
      decodeConferencingUpdated({
        key,
        value,
        headers: conferencingUpdatedHeaders({ id, key, version, time: at.toISOString() }),
      }),
    );
  }

  /** The pair's last event, with another version and host, as the topic showed it before the database was restored. */
  async function shownWith(key: PairKey, version: number, n: number | null): Promise<ShownHead> {
    const { resource } = (await pairs.assignments.load(key))!;
    const shown = JSON.parse(resource ?? '{}');
    const data = n === null ? null : { ...shown, external_user: { ...shown.external_user, id: user(n) } };
    const payload = JSON.stringify({ account_id: pairs.accountId, data });
    return { key: topicKey(key), version, id: newId('event'), payload };
  }

  const recover = async () => {
    while ((await heads.recover(2)) > 0);
  };

  it.each([
    ['another host', 1, 'reassigned'],
    ['the same host', 0, 'refreshed'],
    ['nobody', null, 'assigned'],
  ] as const)('are published above it, by what differs from %s', async (_, shownHost, change) => {
    const { keys } = await addPairs(pairs, 3);
    const [key] = keys as [PairKey];
    for (const each of keys) await assign(each, 0);
    const shown = await shownWith(key, 6, shownHost);
    expect(await lost.judge([shown])).toEqual({ overtaken: 1, unknown: 0 });
    await assign(key, 2);
    await assign(key, 0);
    await recover();

    const [event, ...more] = await waiting(topicKey(key));
    expect(more).toEqual([]);
    expect(event).toMatchObject({ version: 7, event: { change, reason: 'recovered', actor: 'system:repair' } });
    const { data, previous } = (event as { event: ConferencingUpdatedV1 }).event;
    expect([data?.external_user.id, previous?.external_user.id]).toEqual([
      user(0),
      shownHost === null ? undefined : user(shownHost),
    ]);
    expect((await pairs.assignments.load(key))?.version).toBe(7);
    expect(await lost.judge([shown])).toEqual({ overtaken: 0, unknown: 0 });
    for (const each of keys.slice(1)) expect(await waiting(topicKey(each))).toMatchObject([{ version: 1 }]);
  });

  it('are cleared where they have no host, and ended where they have left the catalog', async () => {
    const { keys, serviceId } = await addPairs(pairs, 2);
    const [stays, leaves] = keys as [PairKey, PairKey];
    for (const each of keys) await assign(each, 0);
    const shown = [await shownWith(stays, 4, 1), await shownWith(leaves, 4, 1)];
    const why = { ...pairs.why, reason: null, tombstone: true };
    const { providerId } = leaves;
    await pairs.unitOfWork.forAccount(pairs.accountId, async (transaction) => {
      await pairs.fanOut.clear(transaction, { serviceId, providerId: stays.providerId }, { ...why, tombstone: false });
      await pairs.fanOut.clear(transaction, { serviceId, providerId }, why);
    });
    await lost.judge(shown);
    await recover();
    const cleared = { kind: 'updated', version: 5, event: { change: 'cleared', reason: 'recovered', data: null } };
    expect(await waiting(topicKey(stays))).toMatchObject([cleared]);
    expect(await waiting(topicKey(leaves))).toMatchObject([cleared, { kind: 'tombstone', version: 5 }]);
  });

  it('are known if the record is one that the database has, or has had', async () => {
    const { keys } = await addPairs(pairs, 1);
    const [key] = keys as [PairKey];
    await assign(key, 0);
    await assign(key, 1);
    const records = await waiting(topicKey(key));
    const asShown = (version: number, id: string): ShownHead => ({ key: topicKey(key), version, id, payload: '{}' });
    const [first, second] = records.map(({ version, id }) => asShown(version, id)) as [ShownHead, ShownHead];
    expect(await lost.judge([first, second])).toEqual({ overtaken: 0, unknown: 0 });
    expect(await lost.judge([asShown(2, newId('event'))])).toEqual({ overtaken: 1, unknown: 0 });
    await recover();
    await assign(key, 0);
    expect(await lost.judge([asShown(3, newId('event'))])).toEqual({ overtaken: 1, unknown: 0 });
    await recover();
  });

  it('do not change if the database has never had them, until an operator ends them; later versions are higher', async () => {
    const { keys, serviceId } = await addPairs(pairs, 1);
    const [known] = keys as [PairKey];
    await assign(known, 0);
    const { payload } = await shownWith(known, 3, 1);
    const accountId = newId('account');
    const key = `${serviceId}/${newId('provider')}`;
    const data = JSON.parse(JSON.stringify(JSON.parse(payload!).data).replaceAll(known.providerId, key.split('/')[1]!));
    const shown = { key, version: 3, id: newId('event'), payload: JSON.stringify({ account_id: accountId, data }) };
    expect(await lost.judge([shown])).toEqual({ overtaken: 0, unknown: 1 });
    await recover();
    expect(await waiting(key)).toEqual([]);
    const { lostKeys } = await control.status();
    expect(lostKeys).toBeGreaterThan(0);

    expect(await heads.endUnknown([key, topicKey(known)])).toBe(1);
    expect((await control.status()).lostKeys).toBe(lostKeys - 1);
    const cleared = { change: 'cleared', reason: 'recovered', actor: 'system:repair', account_id: accountId };
    const ends = [
      { kind: 'updated', version: 4, event: { ...cleared, host_state: 'unassigned', data: null, previous: data } },
      { kind: 'tombstone', version: 4 },
    ];
    expect(await waiting(key)).toMatchObject(ends);
    expect(await heads.endUnknown([key])).toBe(0);

    await pairs.database.execute(
      `INSERT INTO service_providers (service_id, provider_id, account_id, in_catalog, service_live, provider_active)
       VALUES ($1, $2, $3, true, true, true)`,
      [...key.split('/'), pairs.accountId],
    );
    await recover();
    expect(await waiting(key)).toMatchObject([{ version: 5, event: { change: 'cleared', reason: 'recovered' } }]);
  });
});
