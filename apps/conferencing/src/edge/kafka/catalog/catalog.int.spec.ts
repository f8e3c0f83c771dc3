import { randomBytes } from 'node:crypto';
import { type CatalogUpdated, encodeCatalogUpdated, TOPICS } from '@conferencing/contracts';
import { Database } from '@conferencing/database';
import { newId } from '@conferencing/kernel';
import {
  ensureTopics,
  KafkaPort,
  type KafkaProducer,
  type OutgoingRecord,
  TOPIC_DEFINITIONS,
} from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { type RunningConferencing, startConferencing } from '../../../conferencing-app.fixture.js';

let house: RunningConferencing;
let producer: KafkaProducer;
let tenant: Awaited<ReturnType<RunningConferencing['account']>>;

beforeAll(async () => {
  house = await startConferencing({}, 'catalog');
  const kafka = house.app.get(KafkaPort);
  const admin = kafka.admin();
  await admin.connect();
  await ensureTopics(admin, TOPIC_DEFINITIONS);
  await admin.close();
  producer = kafka.producer();
  await producer.connect();
});
afterAll(async () => {
  await producer.close();
  await house.stop();
});
beforeEach(async () => {
  tenant = await house.account();
});

type Reported = { [T in CatalogUpdated['type']]: Pick<Extract<CatalogUpdated, { type: T }>, 'type' | 'data'> };

function record(reported: Reported[CatalogUpdated['type']], version: number, accountId = tenant.id): OutgoingRecord {
  const event = { ...reported, account_id: accountId, version, occurred_at: '2026-05-01T12:00:00Z' } as CatalogUpdated;
  return encodeCatalogUpdated(event);
}
const send = (...records: OutgoingRecord[]) => producer.send(TOPICS.catalogUpdated, records);
const parked = () =>
  house.app
    .get(Database)
    .query<{ key: string; reasons: string[] }>(
      `SELECT convert_from(key, 'UTF8') AS key, reasons FROM parked_records ORDER BY topic, "offset"`,
    );

describe('the catalog over Kafka', () => {
  it('is applied in any order, once, and by the highest version of each key', async () => {
    const [service_id, provider_id] = [newId('service'), newId('provider')];
    const pair = { service_id, provider_id };
    const provider = { id: provider_id, display_name: 'Dr. Lee', email: 'lee@x.io' };
    await send(
      record({ type: 'service_provider.assigned', data: pair }, 2),
      record({ type: 'provider.upserted', data: provider }, 5),
      record({ type: 'provider.upserted', data: { ...provider, display_name: 'Old name' } }, 4),
      record({ type: 'service.removed', data: { id: service_id } }, 3),
      record({ type: 'service.upserted', data: { id: service_id, name: 'Talk' } }, 4),
      record({ type: 'service.removed', data: { id: service_id } }, 3),
      record({ type: 'service_provider.unassigned', data: pair }, 1),
    );
    const path = `/v1/services/${service_id}/providers/${provider_id}`;
    await eventually(async () => (await tenant.api('GET', path)).body.data?.provider?.display_name === 'Dr. Lee');
    await send(
      record({ type: 'provider.deactivated', data: { id: provider_id } }, 6),
      record({ type: 'service_provider.unassigned', data: pair }, 3),
    );
    await eventually(async () => (await tenant.api('GET', path)).status === 404);
    await eventually(async () => (await tenant.api('GET', `/v1/providers/${provider_id}`)).body.data.active === false);
    expect((await tenant.api('GET', `/v1/providers/${provider_id}`)).body.data.email).toBe('lee@x.io');
  });

  it('delays no other account while one is locked, and keeps the order of its records', async () => {
    const other = await house.account();
    const [mine, theirs] = [newId('provider'), newId('provider')];
    const reported = (id: string, display_name: string, version: number, accountId: string) => ({
      ...record({ type: 'provider.upserted', data: { id, display_name } }, version, accountId),
      partition: 0,
    });
    const { pool } = house.app.get(Database);
    const holder = await pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [tenant.id]);
      await send(
        reported(mine, 'First', 1, tenant.id),
        reported(theirs, 'Theirs', 1, other.id),
        reported(mine, 'Second', 2, tenant.id),
      );
      await eventually(
        async () => (await other.api('GET', `/v1/providers/${theirs}`)).body.data?.display_name === 'Theirs',
      );
      await send(reported(mine, 'Third', 3, tenant.id), reported(theirs, 'Theirs again', 2, other.id));
      await eventually(
        async () => (await other.api('GET', `/v1/providers/${theirs}`)).body.data.display_name === 'Theirs again',
      );
      expect((await parked()).map(({ key }) => key)).toEqual([mine, mine, mine]);
      expect((await tenant.api('GET', `/v1/providers/${mine}`)).status).toBe(404);
    } finally {
      await holder.query('COMMIT');
      holder.release();
    }
    await eventually(
      async () => (await tenant.api('GET', `/v1/providers/${mine}`)).body.data?.display_name === 'Third',
    );
    await eventually(async () => (await parked()).length === 0);
  });

  const connectZoom = async (account: typeof tenant): Promise<string> => {
    const zoom = `zoom-${account.id}`;
    await house.zoom('PUT', `/accounts/${zoom}`, { client_id: 'c', client_secret: 's' });
    await house.zoom('PUT', `/accounts/${zoom}/users`, [{ email: 'ann@x.io' }]);
    const credentials = { type: 'server_to_server', account_id: zoom, client_id: 'c', client_secret: 's' };
    const connection = { provider: 'zoom_admin', connection_scope: 'account', credentials };
    return (await account.api('POST', '/v1/connected_accounts', connection)).body.data.id;
  };

  it('takes over ids that another account has by REST only, and the versions of their pairs go on', async () => {
    const squatter = await house.account();
    const [taken, kept] = [newId('service'), newId('service')];
    const [provider_id, stays] = [newId('provider'), newId('provider')];
    for (const id of [taken, kept]) await squatter.api('PUT', `/v1/services/${id}`, { name: 'Squatted' });
    for (const id of [provider_id, stays])
      await squatter.api('PUT', `/v1/providers/${id}`, { display_name: 'Squatter' });
    const pairs = [
      `${taken}/providers/${provider_id}`,
      `${taken}/providers/${stays}`,
      `${kept}/providers/${provider_id}`,
    ];
    const theirs = { connected_account_id: await connectZoom(squatter), email: 'ann@x.io' };
    for (const pair of [...pairs, `${kept}/providers/${stays}`]) {
      expect((await squatter.api('PUT', `/v1/services/${pair}`)).status).toBe(204);
      expect((await squatter.api('PUT', `/v1/services/${pair}/conferencing`, theirs)).status).toBe(200);
    }

    await send(
      record({ type: 'service_provider.assigned', data: { service_id: taken, provider_id } }, 1),
      record({ type: 'service.upserted', data: { id: taken, name: 'Ours' } }, 1),
      record({ type: 'provider.upserted', data: { id: provider_id, display_name: 'Ours' } }, 1),
    );
    const path = `/v1/services/${taken}/providers/${provider_id}`;
    await eventually(async () => (await tenant.api('GET', path)).body.data?.provider?.display_name === 'Ours');
    await eventually(async () => (await tenant.api('GET', `/v1/services/${taken}`)).body.data?.name === 'Ours');
    for (const gone of [taken, ...pairs]) {
      expect((await squatter.api('GET', `/v1/services/${gone}`)).status).toBe(404);
    }
    expect((await squatter.api('GET', `/v1/providers/${provider_id}`)).status).toBe(404);
    expect((await squatter.api('PUT', `/v1/services/${taken}`, { name: 'Again' })).status).toBe(404);
    expect((await squatter.api('GET', `/v1/services/${kept}/providers/${stays}/conferencing`)).status).toBe(200);

    const body = { connected_account_id: await connectZoom(tenant), email: 'ann@x.io' };
    const assigned = await tenant.api('PUT', `${path}/conferencing`, body);
    expect([assigned.status, assigned.headers.get('etag')]).toEqual([200, '"3"']);
    expect((await tenant.api('PUT', `/v1/services/${pairs[1]}`)).status).toBe(404);
    const events = await house.app
      .get(Database)
      .query<{ event: string }>(
        `SELECT account_id || ' ' || version AS event FROM service_providers WHERE service_id = $1 ORDER BY 1`,
        [taken],
      );
    expect(events).toEqual([{ event: `${tenant.id} 2` }, { event: `${tenant.id} 3` }]);
    expect(await parked()).toEqual([]);
  });

  it('clears the hosts of pairs that leave the catalog', async () => {
    const connectedAccountId = await connectZoom(tenant);
    const [service_id, provider_id] = [newId('service'), newId('provider')];
    await send(
      record({ type: 'service.upserted', data: { id: service_id, name: 'Talk' } }, 1),
      record({ type: 'provider.upserted', data: { id: provider_id, display_name: 'Ann' } }, 1),
      record({ type: 'service_provider.assigned', data: { service_id, provider_id } }, 1),
    );
    const conferencing = `/v1/services/${service_id}/providers/${provider_id}/conferencing`;
    const body = { connected_account_id: connectedAccountId, email: 'ann@x.io' };
    await eventually(async () => (await tenant.api('PUT', conferencing, body)).status === 200);
    await send(record({ type: 'provider.deactivated', data: { id: provider_id } }, 2));
    await eventually(async () => (await tenant.api('GET', conferencing)).status === 404);
    const explained = (await tenant.api('GET', `${conferencing}/explain`)).body.data;
    expect(explained).toMatchObject({ host_state: 'unassigned', version: 2 });
  });

  it('parks what cannot be applied, behind its key only', async () => {
    const [mine, broken, others] = [newId('service'), newId('service'), newId('service')];
    const other = await house.account();
    await send(record({ type: 'service.upserted', data: { id: others, name: 'Theirs' } }, 1, other.id));
    await eventually(async () => (await other.api('GET', `/v1/services/${others}`)).status === 200);
    const good = { type: 'service.upserted' as const, data: { id: mine, name: 'Talk' } };
    const stranger = newId('account');
    const email = `${randomBytes(5_000).toString('hex')}@x.io`;
    const long = record({ type: 'provider.upserted', data: { id: newId('provider'), display_name: 'Lee', email } }, 1);
    const unknown = record({ type: 'service.upserted', data: { id: newId('service'), name: 'Talk' } }, 1, stranger);
    await send(
      { key: broken, value: 'no json' },
      record({ type: 'service.upserted', data: { id: broken, name: 'Waits behind' } }, 2),
      record({ type: 'service.upserted', data: { id: others, name: 'Stolen' } }, 9),
      unknown,
      long,
      record(good, 1),
    );
    await eventually(async () => (await tenant.api('GET', `/v1/services/${mine}`)).status === 200);
    const keys = await eventually(async () => {
      const all = (await parked()).map(({ key }) => key);
      return [broken, others, String(unknown.key), String(long.key)].every((key) => all.includes(key)) && all;
    });
    const reasons = (await parked()).find(({ key }) => key === long.key)?.reasons;
    expect(reasons).toEqual(['The email has more than 320 characters.']);
    expect(keys.filter((key) => key === broken)).toHaveLength(2);
    expect((await tenant.api('GET', `/v1/services/${broken}`)).status).toBe(404);
    expect((await other.api('GET', `/v1/services/${others}`)).body.data.name).toBe('Theirs');
  });
});
