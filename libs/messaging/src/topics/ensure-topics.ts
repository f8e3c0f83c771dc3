import type { KafkaAdmin, NewTopic, TopicDescription } from '../kafka/kafka.port.js';
import type { TopicDefinition } from './topic-definitions.js';

export interface TopicDrift {
  setting: string;
  expected: string;
  actual: string;
}

export interface TopicReport {
  name: string;
  /** `missing` only with `checkOnly`. */
  state: 'created' | 'missing' | 'as_defined' | 'drifted';
  drift: TopicDrift[];
}

export interface EnsureOptions {
  /** Does not create missing topics. */
  checkOnly?: boolean;
  /** The topics' `compression.type`: every consumer here reads all of Kafka's codecs. The default is the broker's. */
  compression?: string;
}

const MOST_REPLICAS = 3;
/** An acknowledged record survives the loss of one broker, if there is more than one. */
const IN_SYNC = 2;

function withReplication({ name, partitions, config }: TopicDefinition, brokers: number, compression = ''): NewTopic {
  const replicationFactor = Math.min(MOST_REPLICAS, brokers);
  const inSync = Math.min(IN_SYNC, replicationFactor);
  const compressed: Record<string, string> = compression === '' ? {} : { 'compression.type': compression };
  const settings = { ...config, ...compressed, 'min.insync.replicas': String(inSync) };
  return { name, partitions, replicationFactor, config: settings };
}

/** Creates the missing topics and reports how existing ones differ. It never changes an existing topic. */
export async function ensureTopics(
  admin: KafkaAdmin,
  definitions: readonly TopicDefinition[],
  { checkOnly = false, compression }: EnsureOptions = {},
): Promise<TopicReport[]> {
  const brokers = await admin.brokerCount();
  const wanted = definitions.map((definition) => withReplication(definition, brokers, compression));
  const existing = new Map(
    (await admin.describeTopics(wanted.map(({ name }) => name))).map((topic) => [topic.name, topic]),
  );
  const missing = wanted.filter(({ name }) => !existing.has(name));
  const created = new Set(checkOnly ? [] : await admin.createTopics(missing));
  const reports: TopicReport[] = [];
  for (const topic of wanted) {
    const found = existing.get(topic.name);
    if (found) reports.push(report(topic, found, await admin.topicConfig(topic.name)));
    else reports.push({ name: topic.name, state: created.has(topic.name) ? 'created' : 'missing', drift: [] });
  }
  return reports;
}

function report(wanted: NewTopic, found: TopicDescription, config: Record<string, string>): TopicReport {
  const pairs: [string, string, string][] = [
    ['partitions', String(wanted.partitions), String(found.partitions)],
    ['replication.factor', String(wanted.replicationFactor), String(found.replicationFactor)],
    ...Object.entries(wanted.config).map(([key, value]): [string, string, string] => [key, value, config[key] ?? '']),
  ];
  const drift = pairs
    .filter(([, expected, actual]) => expected !== actual)
    .map(([setting, expected, actual]) => ({ setting, expected, actual }));
  return { name: wanted.name, state: drift.length > 0 ? 'drifted' : 'as_defined', drift };
}
