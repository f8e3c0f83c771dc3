import type { NewTopic, TopicDescription } from '../kafka/kafka.port.js';
import type { TopicDrift } from './topic-report.js';

const atLeast = (actual: number, expected: number) => actual >= expected;
const atMost = (actual: number, expected: number) => actual <= expected;

/** A stricter value does what is needed as well; every other setting has to be equal. */
const ENOUGH: Readonly<Record<string, (actual: number, expected: number) => boolean>> = {
  'replication.factor': atLeast,
  'min.insync.replicas': atLeast,
  'delete.retention.ms': atLeast,
  'segment.ms': atMost,
  'max.compaction.lag.ms': atMost,
};

/** Everything that a topic is defined with, by the names that Kafka's tools use. */
export function settingsOf({ partitions, replicationFactor, config }: NewTopic): Record<string, string> {
  return { partitions: String(partitions), 'replication.factor': String(replicationFactor), ...config };
}

export function topicDrift(wanted: NewTopic, found: TopicDescription, config: Record<string, string>): TopicDrift[] {
  const actual: Record<string, string | undefined> = { ...config, ...settingsOf({ ...found, config: {} }) };
  return Object.entries(settingsOf(wanted))
    .map(([setting, expected]) => ({ setting, expected, actual: actual[setting] ?? '' }))
    .filter(({ setting, expected, actual: value }) => !isEnough(setting, value, expected));
}

function isEnough(setting: string, actual: string, expected: string): boolean {
  if (actual === expected) return true;
  return actual !== '' && ENOUGH[setting]?.(Number(actual), Number(expected)) === true;
}
