import { type KafkaRecord, type OutgoingRecord } from '@conferencing/messaging';
import { eventually } from '@conferencing/testing';
import { produceWithJava } from '../../../messaging/test/foreign-producer.js';
import { OutboxStage } from '../../test/outbox-stage.js';
import { readPair, VERSION_HEADER } from '../../test/relay-headers.js';
import { checkTopic } from '../../test/topic-check.js';
import type { ReadModelHead, ReadModelHeads } from './read-model-heads.port.js';
import { fingerprint } from './fingerprint.js';
import { Reconciler } from './reconciler.js';

describe('Reconciler', () => {
  let stage: OutboxStage;
  beforeEach(async () => {
    stage = await OutboxStage.open();
    stage.relay();
    for (const key of ['level', 'missing', 'stale', 'cleared', 'ahead', 'different'])
      await stage.pairs.write(key, '{}');
    await stage.pairs.write('stale', '{}');
    await stage.pairs.write('cleared', null);
    await emptied();
  });
  afterEach(() => stage.close());

  const emptied = async () => await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 15_000 });

  /** Some tests read several ranges of keys: each reads the whole topic, which takes a second. */
  function reconciler(
    readModels?: Record<string, ReadModelHeads>,
    topic = stage.topic,
    keysInMemory = 100_000,
  ): Reconciler {
    const { kafka, pool, pairs: heads } = stage;
    const read = ({ headers, value }: KafkaRecord) => {
      const version = Number(headers[VERSION_HEADER]);
      const tombstone = value === null;
      return version > 0 ? { version, tombstone, fingerprint: tombstone ? null : fingerprint(String(value)) } : null;
    };
    return new Reconciler({ kafka, topic, pool, heads, read, readShown: readPair, readModels, keysInMemory });
  }

  const record = (key: string, version: number, value = '{}'): OutgoingRecord => ({
    key,
    value,
    headers: { [VERSION_HEADER]: String(version) },
  });

  it('finds nothing when database and topic agree', async () => {
    const report = await reconciler().run({ repair: false });
    expect(report).toMatchObject({ keys: 6, topicKeys: 6, pending: 0, divergences: [], counts: {}, repaired: 0 });
  });

  it('finds each way in which the topic can differ, and repairs it by publishing again', async () => {
    const producer = stage.kafka.producer();
    await producer.send(stage.topic, [
      record('stale', 1),
      record('cleared', 2),
      record('ahead', 9),
      record('different', 1, '{"by":"a stranger"}'),
      record('extra', 1),
    ]);
    await producer.close();
    await stage.pool.query(`UPDATE pairs SET key = 'never-sent' WHERE key = 'missing'`);
    const report = await reconciler(undefined, stage.topic, 2).run({ repair: true });
    expect(report.counts).toEqual({
      'topic.stale': 1,
      'topic.tombstone_missing': 1,
      'topic.missing': 1,
      'topic.ahead': 1,
      'topic.different': 1,
      'topic.extra': 2,
    });
    expect(report.repaired).toBe(5);
    await emptied();
    const { last } = await checkTopic(stage.kafka, stage.topic);
    const keys = ['stale', 'cleared', 'never-sent', 'ahead', 'different'];
    expect(keys.map((key) => last.get(key))).toEqual([2, -2, 1, 10, 2]);
    const again = await reconciler().run({ repair: true, clearUnknown: true });
    expect([again.counts, again.cleared]).toEqual([{ 'topic.extra': 2 }, 2]);
    await emptied();
    expect((await reconciler().run({ repair: false })).counts).toEqual({});
    const { last: ends } = await checkTopic(stage.kafka, stage.topic);
    expect(['extra', 'missing'].map((key) => ends.get(key))).toEqual([-2, -2]);

    await stage.pairs.write('extra', '{}');
    await emptied();
    expect((await checkTopic(stage.kafka, stage.topic)).last.get('extra')).toBe(3);
  });

  it('misses tombstones only where no subscriber can have seen them', async () => {
    const empty = `${stage.topic}.new`;
    const admin = stage.kafka.admin();
    await admin.connect();
    await admin.createTopics([{ name: empty, partitions: 3, replicationFactor: 1, config: {} }]);
    // Its partitions have leaders a moment later.
    await eventually(() => admin.watermarks(empty).then(() => true));
    await admin.close();
    expect((await reconciler(undefined, empty).run({ repair: false })).counts).toEqual({ 'topic.missing': 5 });
    const report = await reconciler(undefined, empty).run({ repair: true, tombstonesToo: true });
    expect([report.counts, report.repaired]).toEqual([{ 'topic.missing': 6 }, 6]);
    await emptied();
    const { last, records } = await checkTopic(stage.kafka, stage.topic);
    expect([last.get('cleared'), records]).toEqual([-2, 14]);
  });

  it('finds a key whose last record is undecodable, and publishes it again', async () => {
    const producer = stage.kafka.producer();
    await producer.send(stage.topic, [{ key: 'level', value: '{}', headers: {} }]);
    await producer.close();
    const report = await reconciler().run({ repair: true });
    expect(report).toMatchObject({ counts: { 'topic.missing': 1 }, unreadable: 1, repaired: 1 });
  });

  it('skips unreadable ranges, reports them, and compares everything else', async () => {
    const producer = stage.kafka.producer();
    await producer.send(stage.topic, [record('ahead', 9)]);
    await producer.close();
    // More than a reader would ever decompress.
    await produceWithJava([{ topic: stage.topic, codec: 'zstd', values: [`zeros*${70 * 1_048_576}`] }]);

    const report = await reconciler().run({ repair: true });
    expect(report).toMatchObject({ unreadableRanges: 1, counts: { 'topic.ahead': 1 }, repaired: 1 });
    await emptied();
    const again = await reconciler().run({ repair: false });
    expect(again).toMatchObject({ unreadableRanges: 1, counts: {} });
  });

  it('reports differences by the hundred thousand', async () => {
    const ghosts = Array.from({ length: 150_000 }, (_, n) => `ghost-${String(n).padStart(6, '0')}`);
    const ghost = (key: string) => ({ key, version: 1, tombstone: false, fingerprint: null });
    const current: ReadModelHeads = {
      shown: async () => [],
      heads: async (keys) => keys.filter((key) => key.startsWith('ghost-')).map(ghost),
      page: async (after, limit) => {
        const start = after === null ? 0 : ghosts.indexOf(after) + 1;
        return ghosts.slice(start, start + limit).map(ghost);
      },
    };
    const report = await reconciler({ current }).run({ repair: false });
    expect(report.counts['current.extra']).toBe(ghosts.length);
    expect(report.divergences).toHaveLength(1_000);
  });

  it('compares read models too, and publishes above their versions', async () => {
    const heads = await stage.pairs.page(null, 100);
    const readModel = (change: (shown: Map<string, ReadModelHead>) => void) => {
      const shown = new Map<string, ReadModelHead>(heads.map((head) => [head.key, head]));
      change(shown);
      return {
        shown: async (keys: readonly string[]) =>
          keys.map((key) => ({ key, version: shown.get(key)?.version ?? 0, id: null, payload: '{"shown":1}' })),
        heads: async (keys: readonly string[]) => keys.flatMap((key) => shown.get(key) ?? []),
        page: async (after: string | null) =>
          [...shown.values()]
            .filter(({ key }) => after === null || key > after)
            .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      };
    };
    const current = readModel((shown) => {
      shown.delete('missing');
      shown.set('ghost', { key: 'ghost', version: 1, tombstone: false, fingerprint: null });
      shown.set('ahead', { key: 'ahead', version: 9, tombstone: false, fingerprint: null });
      shown.set('different', { key: 'different', version: 1, tombstone: false, fingerprint: 'another' });
    });
    const changes = readModel((shown) => {
      for (const [key, head] of shown) shown.set(key, { ...head, tombstone: null });
      shown.delete('missing');
      shown.set('stale', { key: 'stale', version: 3, tombstone: null, fingerprint: null });
    });
    const { page: _page, ...history } = changes;

    const report = await reconciler({ current, history }).run({ repair: true });

    expect(report.counts).toEqual({
      'current.missing': 1,
      'current.ahead': 1,
      'current.different': 1,
      'current.extra': 1,
      'history.missing': 1,
      'history.ahead': 1,
    });
    expect(report.repaired).toBe(4);
    const versions = new Map((await stage.pairs.page(null, 100)).map(({ key, version }) => [key, version]));
    expect(['missing', 'ahead', 'different', 'stale'].map((key) => versions.get(key))).toEqual([1, 10, 2, 4]);
  });
});
