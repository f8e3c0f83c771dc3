import { check, refuseWrongArguments } from '@conferencing/kernel';
import { KafkaError } from '../kafka/kafka.errors.js';
import type { KafkaAdmin, NewTopic } from '../kafka/kafka.port.js';
import type { TopicDefinition } from './topic-definitions.js';
import { settingsOf, topicDrift } from './topic-drift.js';
import { SAFE_TO_CHANGE } from './topic-problems.js';
import type { TopicDrift, TopicReport } from './topic-report.js';

export interface EnsureOptions {
  /** Changes nothing. */
  checkOnly?: boolean;
  /** Gives existing topics the settings that are safe to change, unless another team owns the topic. */
  align?: boolean;
  /** The topics' `compression.type`: every consumer here reads all of Kafka's codecs. The default is the broker's. */
  compression?: string;
}

const ARGUMENTS = {
  admin: check.objectWith('an admin of a KafkajsKafka, which is connected', 'describeTopics', 'createTopics'),
  definitions: check.listOf('topics with name, partitions and config', {
    name: check.text,
    partitions: check.amount(1),
    config: check.shaped('an object', {}),
  }),
};

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

/** Creates the missing topics and does not look at the others: it needs the rights to describe and create, no more. */
export async function createMissingTopics(
  admin: KafkaAdmin,
  definitions: readonly TopicDefinition[],
): Promise<readonly string[]> {
  refuseWrongArguments('createMissingTopics', { admin, definitions }, ARGUMENTS);
  const names = definitions.map(({ name }) => name);
  const existing = new Set((await admin.describeTopics(names)).map(({ name }) => name));
  const missing = definitions.filter(({ name }) => !existing.has(name));
  if (missing.length === 0) return [];
  const brokers = await admin.brokerCount();
  return await admin.createTopics(missing.map((definition) => withReplication(definition, brokers)));
}

/**
 * Creates the missing topics and reports how existing ones differ from what is needed. With `align`, it changes
 * `cleanup.policy` and `max.compaction.lag.ms` of existing ones; it keeps what is stricter, and all other settings.
 * @throws KafkaError; nothing is changed when the login may not look; TypeError
 */
export async function ensureTopics(
  admin: KafkaAdmin,
  definitions: readonly TopicDefinition[],
  { checkOnly = false, align = false, compression }: EnsureOptions = {},
): Promise<TopicReport[]> {
  refuseWrongArguments('ensureTopics', { admin, definitions }, ARGUMENTS);
  const brokers = await admin.brokerCount();
  const wanted = definitions.map((definition) => withReplication(definition, brokers, compression));
  const found = new Map((await admin.describeTopics(wanted.map(({ name }) => name))).map((each) => [each.name, each]));
  const reports: TopicReport[] = [];
  for (const [index, topic] of wanted.entries()) {
    const description = found.get(topic.name);
    const drift = description && topicDrift(topic, description, await admin.topicConfig(topic.name));
    reports.push(reportOf(topic, definitions[index]?.ownedByOthers === true, drift));
  }
  if (checkOnly) return reports;
  const missing = wanted.filter(({ name }) => !found.has(name));
  const created = missing.length === 0 ? [] : await admin.createTopics(missing);
  for (const report of reports) {
    if (created.includes(report.name)) report.state = 'created';
    if (align && !report.ownedByOthers) await alignTopic(admin, report);
  }
  return reports;
}

function reportOf(wanted: NewTopic, ownedByOthers: boolean, drift: TopicDrift[] | undefined): TopicReport {
  const state = drift === undefined ? 'missing' : drift.length > 0 ? 'drifted' : 'as_defined';
  const settings = settingsOf(wanted);
  return { name: wanted.name, state, ownedByOthers, settings, drift: drift ?? [], changed: [], refused: {} };
}

/** One setting at a time, so that one that is refused does not hold up the other. */
async function alignTopic(admin: KafkaAdmin, report: TopicReport): Promise<void> {
  for (const drift of report.drift.filter(({ setting }) => SAFE_TO_CHANGE.has(setting))) {
    try {
      await admin.setTopicConfig(report.name, { [drift.setting]: drift.expected });
      report.changed.push(drift);
    } catch (error) {
      if (!(error instanceof KafkaError) || error.retriable) throw error;
      report.refused[drift.setting] = error.message;
    }
  }
  report.drift = report.drift.filter((each) => !report.changed.includes(each));
  if (report.changed.length > 0 && report.drift.length === 0) report.state = 'changed';
}
