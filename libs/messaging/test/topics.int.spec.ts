import { uniqueTopic } from '@conferencing/testing';
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
