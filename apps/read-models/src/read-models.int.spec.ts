import { once } from 'node:events';
import { Database } from '@conferencing/database';
import { eventually, startPrivateKafka, type PrivateKafka, type TestDatabase } from '@conferencing/testing';
import { Client } from 'pg';
import { event, id, tombstone } from './projections/events.fixture.js';
import {
  createTopic,
  kafkaAt,
  migratedDatabase,
  type Publisher,
  publisherTo,
  type RunningReadModels,
  startReadModels,
} from './read-models.fixture.js';

const account = id('acct', 1);
const pair = (service: number, provider: number) =>
  `/v1/services/${id('srv', service)}/providers/${id('prov', provider)}/conferencing`;

describe('read models', () => {
  let kafka: PrivateKafka;
  let database: TestDatabase;
  let readModels: RunningReadModels;
  let topic: Publisher;

  beforeAll(async () => {
    kafka = await startPrivateKafka();
    database = await migratedDatabase();
    await createTopic(kafkaAt(kafka.brokers));
    topic = await publisherTo(kafkaAt(kafka.brokers));
    readModels = await startReadModels(database.url, kafka.brokers);
  });

  afterAll(async () => {
    await readModels?.close();
    await topic?.close();
    await database?.drop();
    await kafka?.stop();
  });

  /** Reads the database, not the process under test. */
  const isApplied = async (service: number): Promise<boolean> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      const found = await client.query('SELECT 1 FROM projection.history WHERE service_id = $1', [id('srv', service)]);
      return found.rowCount === 1;
    } finally {
      await client.end();
    }
  };

  it('answers with what an event said, as soon as the awaited version is visible', async () => {
    const assigned = event({ service: 1, host: 7 });
    const answer = readModels.get(`${pair(1, 1)}?min_version=1`, account);
    await topic.publish(assigned);
    expect(await answer).toEqual({
      status: 200,
      body: { data: assigned.data, version: 1, host_state: 'ready', updated_at: assigned.occurred_at },
    });
  });

  it('continues to apply changes while the queries hold all of their connections', async () => {
    const queries = readModels.app.get(Database);
    const over = new AbortController();
    const hold = async () => {
      if (!over.signal.aborted) await once(over.signal, 'abort');
    };
    const taken = Array.from({ length: readModels.settings.DATABASE_POOL_SIZE }, () => queries.session(hold));
    try {
      await topic.publish(event({ service: 5 }));
      expect(await eventually(() => isApplied(5))).toBe(true);
    } finally {
      over.abort();
      await Promise.allSettled(taken);
    }
  });

  it('answers 409 if the awaited version does not arrive in time', async () => {
    const answer = await readModels.get(`${pair(404, 1)}?min_version=1&wait_ms=20`, account);
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ code: 'not_yet_visible' }] } });
  });

  it('shows nothing for a pair that was cleared, or that belongs to another account', async () => {
    await topic.publish(event({ service: 2 }), event({ service: 2, version: 2, change: 'cleared' }));
    expect(await readModels.get(`${pair(2, 1)}?min_version=2`, account)).toMatchObject({ status: 404 });
    await topic.publish(event({ service: 3, account: 2 }));
    expect(await readModels.get(`${pair(3, 1)}?min_version=1`, id('acct', 2))).toMatchObject({ status: 200 });
    expect(await readModels.get(pair(3, 1), account)).toMatchObject({ status: 404 });
  });

  it('goes on with the versions of a pair that comes back after it had left', async () => {
    await topic.publish(
      event({ service: 4 }),
      event({ service: 4, version: 2, change: 'cleared' }),
      tombstone({ service: 4, version: 2 }),
      event({ service: 4, version: 3, change: 'assigned' }),
    );
    expect(await readModels.get(`${pair(4, 1)}?min_version=3`, account)).toMatchObject({ body: { version: 3 } });
  });
});
