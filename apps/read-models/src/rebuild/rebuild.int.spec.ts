import type { ConferencingView, HistoryEntry } from '@conferencing/contracts';
import { Database, openPool, RetentionCleaner } from '@conferencing/database';
import type { KafkaPort } from '@conferencing/messaging';
import { eventually, startPrivateKafka, type PrivateKafka, type TestDatabase } from '@conferencing/testing';
import { Registry } from 'prom-client';
import { CurrentHeads } from '../projections/current/current-heads.js';
import { event, id, tombstone } from '../projections/events.fixture.js';
import {
  createTopic,
  kafkaAt,
  migratedDatabase,
  type Published,
  type Publisher,
  publisherTo,
  type RunningReadModels,
  startReadModels,
} from '../read-models.fixture.js';
import { oldChanges } from '../retention/old-changes.js';
import { openStream } from '../stream/sse-reader.fixture.js';
import type { RebuildProgress } from './rebuild.options.js';
import { rebuild, rollBack } from './rebuild.js';

const account = id('acct', 1);
const PAIRS = 100;

describe('rebuild', () => {
  let broker: PrivateKafka;
  let kafka: KafkaPort;
  let test: TestDatabase;
  let database: Database;
  let readModels: RunningReadModels;
  let topic: Publisher;
  const versions = new Map<number, number>();

  /** The next change of each pair, as the owner would write it. */
  function nextRound(): Published[] {
    return Array.from({ length: PAIRS }, (_, service) => {
      const version = (versions.get(service) ?? 0) + 1;
      versions.set(service, version);
      return event({ service, version, host: version, change: version === 1 ? 'assigned' : 'reassigned' });
    });
  }

  async function heads(): Promise<Map<string, number>> {
    const page = await new CurrentHeads(database).page(null, 10_000);
    return new Map(page.map(({ key, version }) => [key, version]));
  }

  const expected = () =>
    new Map(Array.from(versions, ([service, version]) => [`${id('srv', service)}/${id('prov', 1)}`, version]));

  const levelled = () =>
    eventually(async () => {
      const known = await heads();
      return [...expected()].every(([key, version]) => known.get(key) === version);
    });

  const options = (onProgress?: (progress: RebuildProgress) => void) => ({ databaseUrl: test.url, kafka, onProgress });

  beforeAll(async () => {
    broker = await startPrivateKafka();
    kafka = kafkaAt(broker.brokers);
    test = await migratedDatabase();
    database = new Database(openPool({ url: test.url, size: 4, applicationName: 'test' }, () => undefined));
    await createTopic(kafka);
    topic = await publisherTo(kafka);
    readModels = await startReadModels(test.url, broker.brokers);
    for (let round = 0; round < 3; round += 1) await topic.publish(...nextRound());
    await levelled();
  });

  afterAll(async () => {
    await readModels?.close();
    await topic?.close();
    await database?.pool.end();
    await test?.drop();
    await broker?.stop();
  });

  it('builds the current conferencing anew while events come in and queries are answered', async () => {
    await database.execute(`UPDATE projection.conferencing_current SET body = replace(body, 'Smith', 'Wrong')`);
    const done = new AbortController();
    const writing = (async () => {
      while (!done.signal.aborted) {
        await topic.publish(...nextRound());
        await levelled();
      }
    })();
    const statuses = new Set<number>();
    const reading = (async () => {
      const path = `/v1/services/${id('srv', 5)}/providers/${id('prov', 1)}/conferencing`;
      while (!done.signal.aborted) statuses.add((await readModels.get(path, account)).status);
    })();
    const phases = new Set<string>();
    const result = await rebuild(
      'current',
      options(({ phase }) => phases.add(phase)),
    ).finally(() => done.abort());
    await Promise.all([writing, reading]);
    await levelled();
    expect(result).toMatchObject({ projection: 'current', undecodable: 0 });
    expect([...phases]).toEqual(['loading', 'indexing', 'following', 'swapping']);
    expect([...statuses]).toEqual([200]);
    const list = await readModels.get('/v1/conferencing?page_size=200', account);
    const names = (list.body as { data: ConferencingView[] }).data.map(({ data }) => data.external_user.last_name);
    expect(names.filter((name) => name?.startsWith('Wrong'))).toEqual([]);
    expect(await heads()).toEqual(expected());
  });

  it('goes back to the previous generation with everything that has happened since', async () => {
    await topic.publish(...nextRound());
    await levelled();
    await rollBack('current', options());
    await topic.publish(...nextRound());
    await levelled();
    expect(await heads()).toEqual(expected());
  });

  it('leaves the live table alone when it is interrupted, and can be started again', async () => {
    for (const phase of ['loading', 'indexing', 'following', 'swapping']) {
      const interrupted = rebuild(
        'current',
        options((progress) => {
          if (progress.phase === phase) throw new Error(`interrupted while ${phase}`);
        }),
      );
      await expect(interrupted).rejects.toThrow(`interrupted while ${phase}`);
    }
    expect(await heads()).toEqual(expected());
    await rebuild('current', options());
    expect(await heads()).toEqual(expected());
  });

  it('keeps what the topic has forgotten in the history, and finds what was lost from it', async () => {
    const path = `/v1/services/${id('srv', 7)}/providers/${id('prov', 1)}/conferencing/history?page_size=200`;
    const before = await readModels.get(path, account);
    await database.execute('DELETE FROM projection.history WHERE service_id = $1 AND version = 2', [id('srv', 7)]);
    expect((await readModels.get(path, account)).body).toMatchObject({ meta: { complete_from_version: 3 } });
    const old = event({ service: 900, version: 1 });
    await database.execute(
      `INSERT INTO projection.history (lane, position, account_id, service_id, provider_id, version, event)
       SELECT lane, position, account_id, $1, provider_id, 1, $2 FROM projection.history LIMIT 1`,
      [old.service_id, JSON.stringify(old)],
    );
    const writing = topic.publish(...nextRound());
    await rebuild('history', options());
    await writing;
    await levelled();
    const after = await readModels.get(path, account);
    expect(after.body).toMatchObject({ meta: { complete_from_version: 1 } });
    const { data } = after.body as { data: HistoryEntry[] };
    expect(data.slice(1)).toEqual((before.body as { data: HistoryEntry[] }).data);
    const kept = await readModels.get(
      `/v1/services/${old.service_id}/providers/${id('prov', 1)}/conferencing/history`,
      account,
    );
    expect(kept.body).toMatchObject({ data: [{ version: 1, to: old.data }] });
  });

  it('leaves no gap in the stream where it has found a change before the consumer', async () => {
    await levelled();
    const before = await openStream(readModels.url, account);
    await topic.publish(...nextRound());
    const lastId = (await before.received(PAIRS)).at(-1)?.id;
    await readModels.close();
    const published = nextRound();
    await topic.publish(...published, ...published);
    await rebuild('history', options());
    readModels = await startReadModels(test.url, broker.brokers);
    const after = await openStream(readModels.url, account, '', lastId);
    await after.received(PAIRS);
    await topic.publish(...nextRound());
    const events = await after.received(2 * PAIRS);
    expect(new Set(events.map(({ data }) => `${data.service_id} ${data.version}`)).size).toBe(2 * PAIRS);
    expect(events).toHaveLength(2 * PAIRS);
    after.close();
  });

  it('brings a table of an earlier shape to the one of now', async () => {
    await levelled();
    for (const statement of [
      'ALTER TABLE projection.conferencing_current DROP COLUMN external_user_id CASCADE, ADD COLUMN old int',
      'ALTER TABLE projection.history ADD COLUMN old int',
    ]) {
      await database.execute(statement);
    }
    await rebuild('current', options());
    await rebuild('history', options());
    expect(await heads()).toEqual(expected());
    expect((await readModels.get('/v1/hosts', account)).status).toBe(200);
  });

  it('has no projections but its own', async () => {
    for (const name of ['nonsense', 'constructor', '__proto__', '']) {
      await expect(rebuild(name, options())).rejects.toMatchObject({ kind: 'not_found' });
    }
  });

  it('remembers the version of a pair whose tombstone the topic has forgotten', async () => {
    await database.execute(
      `INSERT INTO projection.conferencing_current
         (service_id, provider_id, version, tombstone, host_state, occurred_at)
       VALUES ($1, $2, 9, true, 'unassigned', now())`,
      [id('srv', 800), id('prov', 1)],
    );
    await rebuild('hosts', options());
    expect((await heads()).get(`${id('srv', 800)}/${id('prov', 1)}`)).toBe(9);
    await topic.publish(event({ service: 800, version: 3 }), tombstone({ service: 801, version: 1 }));
    await eventually(async () => (await heads()).has(`${id('srv', 801)}/${id('prov', 1)}`));
    expect((await heads()).get(`${id('srv', 800)}/${id('prov', 1)}`)).toBe(9);
  });

  it('refuses to swap a table that lacks what the live one has, unless it is forced to', async () => {
    await database.execute(
      `INSERT INTO projection.conferencing_current
         (account_id, service_id, provider_id, version, tombstone, host_state, occurred_at, body)
       VALUES ($1, $2, $3, 1, false, 'ready', now(), '{}')`,
      [account, id('srv', 700), id('prov', 1)],
    );
    await expect(rebuild('current', options())).rejects.toMatchObject({ kind: 'conflict' });
    expect((await heads()).has(`${id('srv', 700)}/${id('prov', 1)}`)).toBe(true);
    await rebuild('current', { ...options(), force: true });
    expect((await heads()).has(`${id('srv', 700)}/${id('prov', 1)}`)).toBe(false);
  });
  it('builds a history that was trimmed anew, and loses nothing of what was kept', async () => {
    await levelled();
    const cleaner = new RetentionCleaner(database, new Registry(), [oldChanges(30)]);
    const entries = () =>
      database.query(`SELECT service_id, version, event FROM projection.history ORDER BY service_id, version`);
    await cleaner.round();
    const kept = await entries();
    expect(kept.length).toBeGreaterThanOrEqual(PAIRS);
    await rebuild('history', options());
    // What the topic has not compacted yet came back.
    await cleaner.round();
    expect(await entries()).toEqual(kept);
  });
});
