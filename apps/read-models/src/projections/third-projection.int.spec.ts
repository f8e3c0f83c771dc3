import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database, migrate, openPool } from '@conferencing/database';
import { createTestDatabase, testBrokers, type TestDatabase, uniqueTopic } from '@conferencing/testing';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { firstValueFrom } from 'rxjs';
import { LIVE } from '../persistence/generation.js';
import { READ_MODELS_SCHEMA } from '../persistence/read-models.schema.js';
import { CredentialStore } from '../callers/credential-store.js';
import { PairsByProviderModule } from '../edge/services-of-provider.fixture.js';
import { createTopic, kafkaAt, publisherTo, startReadModels } from '../read-models.fixture.js';
import { rebuild } from '../rebuild/rebuild.js';
import { applyTo } from './change-all.js';
import { event, type EventShape, id, projected, tombstone } from './events.fixture.js';
import { pairsByProvider, servicesOf } from './pairs-by-provider.fixture.js';
import { PROJECTIONS } from './projections.js';

describe('one more projection in the list', () => {
  const projections = [...PROJECTIONS, pairsByProvider];
  const apply = applyTo(projections);
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase('third');
    const migrations = [...READ_MODELS_SCHEMA.migrations, ...pairsByProvider.migrations];
    await migrate(test.url, { ...READ_MODELS_SCHEMA, migrations });
    database = new Database(openPool({ url: test.url, size: 2, applicationName: 'test' }, () => undefined));
  });

  beforeEach(async () => {
    for (const { table } of projections) await database.execute(`DELETE FROM ${LIVE}.${table}`);
  });

  afterAll(async () => {
    await database?.pool.end();
    await test?.drop();
  });

  const counts = () =>
    Promise.all(
      projections.map(async ({ table }) => {
        const [row] = await database.query<{ rows: number }>(`SELECT count(*) AS rows FROM ${LIVE}.${table}`);
        return row!.rows;
      }),
    );
  const shapes = (count: number) =>
    Array.from({ length: count }, (_, n): EventShape => ({ service: n + 1, provider: 7, host: n + 1 }));

  it.each([1, 49, 50, 51])('gets batches of %i records, as the others do', async (count) => {
    const records = shapes(count).map(projected);
    for (let times = 0; times < 2; times += 1) {
      await database.transaction((tx) => apply(0, records)(tx));
      expect(await counts()).toEqual(projections.map(() => count));
    }
    expect(await servicesOf(database, id('acct', 1), id('prov', 7))).toEqual(
      shapes(count).map(({ service, host }) => ({ service_id: id('srv', service!), host: id('exusr', host!) })),
    );
    await database.transaction((tx) => apply(0, [tombstone({ service: 1, provider: 7 })])(tx));
    expect(await servicesOf(database, id('acct', 1), id('prov', 7))).toHaveLength(count - 1);
  });

  it('is rebuilt from the topic by its name', async () => {
    const kafka = kafkaAt(testBrokers().join(','));
    const topic = uniqueTopic('third');
    await createTopic(kafka, topic);
    const publisher = await publisherTo(kafka, topic);
    await publisher.publish(...shapes(51).map(event));
    await publisher.close();
    const result = await rebuild('pairs-by-provider', { databaseUrl: test.url, kafka, topic, projections });
    expect(result).toMatchObject({ projection: 'pairs-by-provider', records: 51, undecodable: 0, differ: 0 });
    expect(await counts()).toEqual([...PROJECTIONS.map(() => 0), 51]);
    await database.transaction((tx) => apply(0, [projected({ service: 60, provider: 7 })])(tx));
    expect(await counts()).toEqual([...PROJECTIONS.map(() => 1), 52]);
  });

  it('is asked over HTTP and over TCP', async () => {
    const [account, provider] = [id('acct', 1), id('prov', 7)];
    await new CredentialStore(database).learn([{ type: 'account', id: account }]);
    await database.transaction((tx) => apply(0, shapes(2).map(projected))(tx));
    const accepting = { DATABASE_NEWER_SCHEMA: 'accept' };
    const running = await startReadModels(test.url, testBrokers().join(','), accepting, [PairsByProviderModule]);
    const options = { host: '127.0.0.1', port: running.settings.TCP_PORT };
    const client = ClientProxyFactory.create({ transport: Transport.TCP, options });
    const ask = (payload: object) =>
      firstValueFrom(client.send<unknown, object>('conferencing.services_of_provider', payload)).catch(
        (error: unknown) => ({ error }),
      );
    try {
      const data = [1, 2].map((n) => ({ service_id: id('srv', n), host: id('exusr', n) }));
      const path = `/v1/providers/${provider}/services`;
      expect(await running.get(path, account)).toEqual({ status: 200, body: { data } });
      expect(await running.get(`/v1/providers/odd/services`, account)).toMatchObject({ status: 404 });
      expect(await ask({ account_id: account, provider_id: provider })).toEqual({ data });
      expect(await ask({ account_id: account, provider_id: 'odd' })).toMatchObject({ error: { status: '422' } });
    } finally {
      client.close();
      await running.close();
    }
  });

  it('is the one of the guide', () => {
    const guide = readFileSync(join(__dirname, '../../../../docs/guides/add-a-read-model.md'), 'utf8');
    const files = ['pairs-by-provider.fixture.ts', '../edge/services-of-provider.fixture.ts'];
    const source = files.map((file) => readFileSync(join(__dirname, file), 'utf8')).join('\n');
    const quoted = [...guide.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code = '']) => code.trim());
    expect(quoted.length).toBeGreaterThan(3);
    for (const code of quoted) expect(source).toContain(code);
  });
});
