import { check, refuseWrongArguments } from '@conferencing/kernel';
import type { TopicDrift, TopicReport } from './topic-report.js';

/**
 * Neither loses a record that is needed: the topics keep the last record of each key, and only older ones go.
 * Others move keys, copy data, or decide what a write costs: an operator decides.
 */
export const SAFE_TO_CHANGE: ReadonlySet<string> = new Set(['cleanup.policy', 'max.compaction.lag.ms']);

type Judged = Pick<TopicReport, 'name' | 'state' | 'ownedByOthers' | 'refused' | 'drift'>;

const ARGUMENTS = {
  report: check.shaped('a report of ensureTopics', {
    name: check.text,
    state: check.text,
    drift: check.listOf('drift'),
  }),
  brokers: check.listOf('brokers'),
};

/**
 * What is wrong with the topic, a line each. A line ends with what to type and nothing behind it, so that it can be copied.
 * @param brokers `host:port`, as Kafka's tools take them
 */
export function topicProblems(report: Judged, brokers: readonly string[]): string[] {
  refuseWrongArguments('topicProblems', { report, brokers }, ARGUMENTS);
  const { name, state, drift } = report;
  if (state === 'missing') return [`${name} is missing: run npm run topics`];
  return drift.map((each) => {
    const { setting, expected, actual } = each;
    return `${setting} of ${name} is ${shownValue(actual)}, not ${expected}: ${remedyOf(report, each, brokers)}`;
  });
}

/** A value as people read it. */
export function shownValue(value: string): string {
  return value === '' ? 'not set' : value;
}

function remedyOf(
  { name, ownedByOthers, refused }: Judged,
  { setting, expected }: TopicDrift,
  brokers: readonly string[],
): string {
  const server = `--bootstrap-server ${brokers.join(',')}`;
  const who = ownedByOthers ? 'ask its owner to run' : 'run';
  if (setting === 'partitions') return 'never alter the number of a topic that has records, see docs/grow.md';
  if (setting === 'replication.factor') return `${who} kafka-reassign-partitions.sh ${server}`;
  const reason = refused[setting];
  if (!ownedByOthers && SAFE_TO_CHANGE.has(setting) && reason === undefined) return 'run npm run topics';
  const refusal = reason === undefined ? '' : `the brokers refuse the change to this login (${reason}), `;
  return `${refusal}${who} kafka-configs.sh ${server} --alter --entity-type topics --entity-name ${name} --add-config ${setting}=${expected}`;
}
