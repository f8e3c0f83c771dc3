import type { KafkaAdmin, NewTopic } from '../kafka/kafka.port.js';
import { ensureTopics } from './ensure-topics.js';

it.each([
  [1, 1, '1'],
  [2, 2, '2'],
  [3, 3, '2'],
  [9, 3, '2'],
])('with %i brokers: %i replicas, %s of them in sync', async (brokers, replicas, inSync) => {
  const created: NewTopic[] = [];
  const admin: Partial<KafkaAdmin> = {
    brokerCount: async () => brokers,
    describeTopics: async () => [],
    createTopics: async (topics) => {
      created.push(...topics);
      return topics.map(({ name }) => name);
    },
  };
  await ensureTopics(admin as KafkaAdmin, [{ name: 't', partitions: 6, config: { 'cleanup.policy': 'compact' } }]);
  expect(created).toEqual([
    {
      name: 't',
      partitions: 6,
      replicationFactor: replicas,
      config: { 'cleanup.policy': 'compact', 'min.insync.replicas': inSync },
    },
  ]);
});
