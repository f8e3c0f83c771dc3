import { newId } from '@conferencing/kernel';
import type { KafkaPort, KafkaProducer, OutgoingRecord } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { catalogRecord } from './catalog-record.js';
import { type Pair, pairOf, type Tenant } from './tenant.js';
import type { UpdatedRecords } from './updated-records.js';
import type { World } from './world.js';

const TOPIC = 'catalog.updated';

export function catalogTopic(world: World, records: UpdatedRecords, kafka: () => KafkaPort): void {
  describe('the catalog over Kafka', () => {
    let producer: KafkaProducer;
    let tenant: Tenant;
    let pair: Pair;

    beforeAll(async () => {
      producer = kafka().producer();
      await producer.connect();
    });
    afterAll(() => producer.close());
    beforeEach(async () => {
      tenant = await world.tenant();
      pair = pairOf(newId('service'), newId('provider'));
    });

    const record = (type: string, version: number, data: Record<string, unknown>, account = tenant.accountId) =>
      catalogRecord(account, type, version, data);
    const service = (version: number, name = 'Cleaning') =>
      record('service.upserted', version, { id: pair.serviceId, name });
    const provider = (version: number, more: object = {}) =>
      record('provider.upserted', version, { id: pair.providerId, display_name: 'Dr. Smith', ...more });
    const link = (type: 'assigned' | 'unassigned', version: number) =>
      record(`service_provider.${type}`, version, { service_id: pair.serviceId, provider_id: pair.providerId });
    const send = (...sent: OutgoingRecord[]) => producer.send(TOPIC, sent);
    const until = (path: string, status: number) =>
      eventually(async () => (await tenant.api.get(path)).status === status, { what: `${status} of ${path}` });
    const withHost = async () => {
      const { id, users } = await tenant.connected([{ email: 'a@example.com' }]);
      await send(service(1), provider(1), link('assigned', 1));
      // The three are on different partitions: any of them may arrive last.
      const paths = [`/v1/services/${pair.serviceId}`, `/v1/providers/${pair.providerId}`, pair.path];
      for (const path of paths) await until(path, 200);
      const body = { connected_account_id: id, external_user_id: users['a@example.com'].id };
      expect((await tenant.api.put(pair.conferencing, body)).status).toBe(200);
    };

    it('takes a pair before its service, duplicates and old versions', async () => {
      await send(link('assigned', 3), provider(2, { email: 'jane@example.com' }), service(5, 'New'));
      await send(service(4, 'Old'), service(5, 'Again'), link('unassigned', 2), provider(2));
      await until(pair.path, 200);
      const marker = newId('service');
      await send(record('service.upserted', 1, { id: marker, name: 'Marker' }));
      await until(`/v1/services/${marker}`, 200);
      expect((await tenant.api.get(`/v1/services/${pair.serviceId}`)).data.name).toBe('New');
      expect((await tenant.api.get(`/v1/providers/${pair.providerId}`)).data.email).toBe('jane@example.com');
      expect((await tenant.api.get(pair.path)).status).toBe(200);
    });

    it.each([
      ['service_provider.unassigned', 'service_provider_unassigned', true],
      ['service.removed', 'service_removed', true],
      ['provider.deactivated', 'provider_deactivated', false],
      ['provider.upserted with active: false', 'provider_deactivated', false],
    ])('clears what %s concerns', async (what, reason, ends) => {
      await withHost();
      if (what === 'service_provider.unassigned') await send(link('unassigned', 2));
      else if (what === 'service.removed') await send(record('service.removed', 2, { id: pair.serviceId }));
      else if (what === 'provider.deactivated') await send(record(what, 2, { id: pair.providerId }));
      else await send(provider(2, { active: false }));
      const reported = await records.upTo(pair.key, ends ? 3 : 2);
      expect(reported[1]!.event).toMatchObject({
        version: 2,
        change: 'cleared',
        reason,
        actor: 'system:catalog',
        host_state: 'unassigned',
        data: null,
      });
      expect(reported.slice(2).map(({ event, headers }) => [event, headers.ce_sequence])).toEqual(
        ends ? [[null, '00000000000000000002']] : [],
      );
      expect((await tenant.api.get(pair.conferencing)).status).toBe(404);
    });

    it('hands the trace of a record on to the events that it causes', async () => {
      await withHost();
      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      await send({ ...link('unassigned', 2), headers: { traceparent } });
      const [, cleared, tombstone] = await records.upTo(pair.key, 3);
      expect([cleared!.headers.traceparent, tombstone!.headers.traceparent]).toEqual([traceparent, traceparent]);
    });

    it('is never blocked by changes over REST, nor the other way round', async () => {
      await send(service(7, 'From the topic'));
      await until(`/v1/services/${pair.serviceId}`, 200);
      const name = async () => (await tenant.api.get(`/v1/services/${pair.serviceId}`)).data.name;
      await tenant.api.put(`/v1/services/${pair.serviceId}`, { name: 'From REST' });
      expect(await name()).toBe('From REST');
      await send(service(8, 'Later'));
      await eventually(async () => (await name()) === 'Later');
    });

    it('parks what is malformed, and goes on with all other keys', async () => {
      await send(
        { key: newId('service'), value: 'no JSON' },
        { key: newId('service'), value: JSON.stringify({ type: 'service.upserted' }) },
        { key: newId('service'), value: null },
        { ...record('service.melted', 1, { id: newId('service') }) },
        record('service.upserted', 1, { id: newId('service'), name: 5 }),
        service(1),
      );
      await until(`/v1/services/${pair.serviceId}`, 200);
      expect((await world.anonymous.get('/health/ready')).status).toBe(200);
    });

    it('never gives one account what is another’s', async () => {
      const other = await world.tenant();
      const theirs = newId('service');
      await send(record('service.upserted', 1, { id: theirs, name: 'Theirs' }, other.accountId));
      await eventually(async () => (await other.api.get(`/v1/services/${theirs}`)).status === 200);
      await send(record('service.upserted', 9, { id: theirs, name: 'Mine' }), service(1));
      await until(`/v1/services/${pair.serviceId}`, 200);
      expect((await other.api.get(`/v1/services/${theirs}`)).data.name).toBe('Theirs');
      expect((await tenant.api.get(`/v1/services/${theirs}`)).status).toBe(404);
    });
  });
}
