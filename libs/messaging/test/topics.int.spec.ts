import { eventually, uniqueTopic } from '@conferencing/testing';
import type { KafkaAdmin, KafkaRecord } from '../src/kafka/kafka.port.js';
import { readTopic } from '../src/topics/topic-reader.js';
import { ensureTopics } from '../src/topics/ensure-topics.js';
import { TOPIC_DEFINITIONS } from '../src/topics/topic-definitions.js';
import { testKafka } from './harness.js';

describe('ensuring topics', () => {
  const definitions = TOPIC_DEFINITIONS.map((definition) => ({ ...definition, name: uniqueTopic(definition.name) }));
  const names = definitions.map(({ name }) => name);
  let admin: KafkaAdmin;
  beforeAll(async () => {
    admin = testKafka().admin();
    await admin.connect();
  });
  afterAll(async () => {
    await admin.deleteTopics(names);
    await admin.close();
  });

  const states = async (wanted = definitions, checkOnly = false): Promise<unknown[]> =>
    (await ensureTopics(admin, wanted, { checkOnly })).map(({ state, drift }) => [state, drift]);

  it('creates what is missing with its settings, and finds nothing to do the second time', async () => {
    expect(await states(definitions, true)).toEqual(names.map(() => ['missing', []]));
    expect(await states()).toEqual(names.map(() => ['created', []]));
    expect(await states()).toEqual(names.map(() => ['as_defined', []]));
    expect(await admin.topicConfig(names[0] ?? '')).toMatchObject({
      'cleanup.policy': 'compact',
      'delete.retention.ms': '604800000',
      'min.insync.replicas': '1',
    });
  });

  it('may let the broker compress them, which every reader here supports', async () => {
    const name = uniqueTopic('compressed');
    await ensureTopics(admin, [{ name, partitions: 1, config: {} }], { compression: 'zstd' });
    expect(await admin.topicConfig(name)).toMatchObject({ 'compression.type': 'zstd' });
    const producer = testKafka().producer();
    await producer.send(name, [{ key: 'a', value: 'x'.repeat(10_000) }]);
    const read: string[] = [];
    const onRecords = (records: KafkaRecord[]) => void read.push(...records.map(({ value }) => String(value)));
    await readTopic(testKafka(), name, { onRecords });
    expect(read).toEqual(['x'.repeat(10_000)]);
    await producer.close();
    await admin.deleteTopics([name]);
  });

  it('gives an older topic what is safe to change, once, and keeps the rest of it', async () => {
    const name = uniqueTopic('older');
    const before = { 'cleanup.policy': 'compact,delete', 'max.message.bytes': '2000000', 'segment.ms': '3600000' };
    await admin.createTopics([{ name, partitions: 1, replicationFactor: 1, config: before }]);
    const wanted = [{ ...definitions[0]!, name, partitions: 1 }];
    const retention = { setting: 'delete.retention.ms', expected: '604800000', actual: '86400000' };
    const changes = [
      { setting: 'cleanup.policy', expected: 'compact', actual: 'compact,delete' },
      { setting: 'max.compaction.lag.ms', expected: '604800000', actual: '9223372036854775807' },
    ];
    const aligned = async (more: object = {}) => (await ensureTopics(admin, wanted, { align: true, ...more }))[0];

    const drift = expect.arrayContaining([...changes, retention]);
    expect(await aligned({ checkOnly: true })).toMatchObject({ state: 'drifted', drift, changed: [] });
    expect(await aligned()).toMatchObject({ state: 'drifted', drift: [retention], changed: changes, refused: {} });
    const config = { ...before, 'cleanup.policy': 'compact', 'max.compaction.lag.ms': '604800000' };
    await eventually(async () => {
      expect(await admin.topicConfig(name)).toMatchObject(config);
      return true;
    });
    expect(await aligned()).toMatchObject({ state: 'drifted', drift: [retention], changed: [] });
    await admin.setTopicConfig(name, { 'delete.retention.ms': '704800000', 'max.compaction.lag.ms': '3600000' });
    await eventually(async () => (await aligned())?.state === 'as_defined');
    expect(await admin.topicConfig(name)).toMatchObject({ 'max.compaction.lag.ms': '3600000' });
    await admin.deleteTopics([name]);
  });

  it('leaves the topic of another team as it is', async () => {
    const name = uniqueTopic('foreign');
    await admin.createTopics([{ name, partitions: 6, replicationFactor: 1, config: {} }]);
    const [report] = await ensureTopics(admin, [{ ...definitions[0]!, name, ownedByOthers: true }], { align: true });
    expect(report).toMatchObject({ state: 'drifted', ownedByOthers: true, changed: [] });
    expect(await admin.topicConfig(name)).toMatchObject({ 'cleanup.policy': 'delete' });
    await admin.deleteTopics([name]);
  });

  it("says the broker's reason when a setting is refused, and changes nothing", async () => {
    const name = names[0]!;
    const wrong = admin.setTopicConfig(name, { 'max.compaction.lag.ms': 'soon', 'segment.ms': '1000' });
    await expect(wrong).rejects.toMatchObject({ code: 'protocol', message: expect.stringContaining('soon') });
    expect(await admin.topicConfig(name)).toMatchObject({ 'segment.ms': '86400000' });
  });

  it('reports how a topic differs and leaves it as it is', async () => {
    const [first] = definitions;
    const other = [{ name: first?.name ?? '', partitions: 12, config: { 'cleanup.policy': 'delete' } }];
    const drift = [
      { setting: 'partitions', expected: '12', actual: '6' },
      { setting: 'cleanup.policy', expected: 'delete', actual: 'compact' },
    ];
    expect(await states(other)).toEqual([['drifted', drift]]);
    expect(await states(definitions)).toEqual(names.map(() => ['as_defined', []]));
  });
});
