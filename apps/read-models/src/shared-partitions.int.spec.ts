import { Database, openPool } from '@conferencing/database';
import { type AppProcess, eventually, startApp, startPrivateKafka } from '@conferencing/testing';
import type { PrivateKafka, TestDatabase } from '@conferencing/testing';
import { event, id } from './projections/events.fixture.js';
import { createTopic, kafkaAt, migratedDatabase, type Publisher, publisherTo } from './read-models.fixture.js';

const PAIRS = 60;

describe('several processes on one topic', () => {
  let kafka: PrivateKafka;
  let test: TestDatabase;
  let database: Database;
  let topic: Publisher;
  const processes: AppProcess[] = [];
  let version = 0;

  const start = async () => {
    const app = await startApp('read-models', { KAFKA_BROKERS: kafka.brokers, DATABASE_URL: test.url });
    processes.push(app);
    return app;
  };

  /** One more change of every pair. */
  const round = () => {
    version += 1;
    return topic.publish(...Array.from({ length: PAIRS }, (_, service) => event({ service, version })));
  };

  /** Every pair at its last version, and each change in the history once, with its own position in the stream. */
  const complete = () =>
    eventually(
      async () => {
        const [found] = await database.query<{ level: number; changes: number; places: number }>(
          `SELECT (SELECT count(*) FROM projection.conferencing_current WHERE version = $1) AS level,
                  count(*) AS changes, count(DISTINCT (lane, position)) AS places
           FROM projection.history`,
          [version],
        );
        return found?.level === PAIRS && found.changes === PAIRS * version && found.places === PAIRS * version;
      },
      { timeoutMs: 55_000, what: `version ${version} of all pairs` },
    );

  beforeAll(async () => {
    kafka = await startPrivateKafka();
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 2, applicationName: 'test' }, () => undefined));
    await createTopic(kafkaAt(kafka.brokers));
    topic = await publisherTo(kafkaAt(kafka.brokers));
  });

  afterAll(async () => {
    await Promise.all(processes.map(({ process }) => process.kill()));
    await topic?.close();
    await database?.pool.end();
    await test?.drop();
    await kafka?.stop();
  });

  it('neither lose nor repeat a change when one is added, frozen, resumed, killed and stopped', async () => {
    const first = await start();
    await round();
    const [second] = await Promise.all([start(), round(), round()]);
    await round();
    await complete();

    first.process.signal('SIGSTOP');
    await Promise.all([round(), round()]);
    await complete();
    first.process.signal('SIGCONT');
    await round();
    await complete();

    const killed = second.process.kill();
    await Promise.all([round(), round(), killed]);
    await complete();

    const third = await start();
    await round();
    expect(await first.stop()).toBe(0);
    await round();
    await complete();
    const answer = await fetch(
      `${third.url}/v1/services/${id('srv', 3)}/providers/${id('prov', 1)}/conferencing?min_version=${version}`,
      { headers: { authorization: `Bearer ${third.settings.PLATFORM_TOKEN}`, 'x-account-id': id('acct', 1) } },
    );
    expect(await answer.json()).toMatchObject({ version });
  });
});
