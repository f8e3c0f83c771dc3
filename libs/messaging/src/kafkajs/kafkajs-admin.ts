import type { Admin, Kafka } from 'kafkajs';
import { ConfigResourceTypes } from 'kafkajs';
import { setTimeout as delay } from 'node:timers/promises';
import { KafkaError } from '../kafka/kafka.errors.js';
import type { KafkaAdmin, NewTopic, PartitionOffset, TopicDescription, Watermarks } from '../kafka/kafka.port.js';
import { toKafkaError } from './kafkajs.errors.js';
import { OwnRequests } from './own-requests.js';
import { setTopicConfig } from './set-topic-config.js';
import { topicIdOf } from './topic-ids.js';
import type { TrackedSockets } from './tracked-sockets.js';

const POLL_MS = 50;
const CREATION_TIMEOUT_MS = 15_000;

export class KafkajsAdmin implements KafkaAdmin {
  private readonly admin: Admin;
  private readonly requests: OwnRequests;

  constructor(
    client: Kafka,
    private readonly sockets: TrackedSockets,
  ) {
    this.admin = client.admin();
    this.requests = new OwnRequests(client);
  }

  connect(): Promise<void> {
    return translated(() => this.admin.connect());
  }

  brokerCount(): Promise<number> {
    return translated(async () => (await this.admin.describeCluster()).brokers.length);
  }

  describeTopics(names: readonly string[]): Promise<TopicDescription[]> {
    return translated(async () => {
      const existing = new Set(await this.admin.listTopics());
      const topics = names.filter((name) => existing.has(name));
      if (topics.length === 0) return [];
      const metadata = await this.admin.fetchTopicMetadata({ topics });
      return await Promise.all(
        metadata.topics.map(async ({ name, partitions }) => ({
          name,
          id: await topicIdOf(this.requests, name),
          partitions: partitions.length,
          replicationFactor: partitions[0]?.replicas.length ?? 0,
        })),
      );
    });
  }

  topicConfig(name: string): Promise<Record<string, string>> {
    return translated(async () => {
      const resources = [{ type: ConfigResourceTypes.TOPIC, name }];
      const described = await this.admin.describeConfigs({ includeSynonyms: false, resources });
      const entries = described.resources[0]?.configEntries ?? [];
      return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));
    });
  }

  setTopicConfig(name: string, config: Readonly<Record<string, string>>): Promise<void> {
    return translated(() => setTopicConfig(this.requests, name, config));
  }

  createTopics(topics: readonly NewTopic[]): Promise<string[]> {
    return translated(async () => {
      const existing = new Set(await this.admin.listTopics());
      const missing = topics.filter(({ name }) => !existing.has(name));
      if (missing.length === 0) return [];
      await this.admin.createTopics({
        waitForLeaders: false,
        topics: missing.map(({ name, partitions, replicationFactor, config }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor,
          configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
        })),
      });
      const names = missing.map(({ name }) => name);
      await this.untilLed(names);
      return names;
    });
  }

  watermarks(topic: string): Promise<Watermarks[]> {
    return translated(async () => {
      const offsets = await this.admin.fetchTopicOffsets(topic);
      return offsets.map(({ partition, low, high }) => ({ topic, partition, low: BigInt(low), high: BigInt(high) }));
    });
  }

  committed(groupId: string, topic: string): Promise<PartitionOffset[]> {
    return translated(async () => {
      const groups = await this.admin.fetchOffsets({ groupId, topics: [topic] });
      const partitions = groups.find((entry) => entry.topic === topic)?.partitions ?? [];
      return partitions.map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) }));
    });
  }

  deleteTopics(names: readonly string[]): Promise<void> {
    return translated(() => this.admin.deleteTopics({ topics: [...names] }));
  }

  close(): Promise<void> {
    return this.sockets.leave(Promise.all([this.admin.disconnect(), this.requests.close()]));
  }

  /** kafkajs's own wait for leaders gives up if the asked broker does not know the topic yet. */
  private async untilLed(names: string[]): Promise<void> {
    const deadline = Date.now() + CREATION_TIMEOUT_MS;
    for (;;) {
      if (await this.areLed(names)) return;
      if (Date.now() > deadline) throw new KafkaError('timeout', `No leaders for ${names.join(', ')}`);
      await delay(POLL_MS);
    }
  }

  private async areLed(topics: string[]): Promise<boolean> {
    try {
      const metadata = await this.admin.fetchTopicMetadata({ topics });
      return metadata.topics.every(
        ({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0),
      );
    } catch (error) {
      if (toKafkaError(error).retriable) return false;
      throw error;
    }
  }
}

async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toKafkaError(error);
  }
}
