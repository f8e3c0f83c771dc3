import type { TopicDrift, TopicReport } from './topic-report.js';

/**
 * Neither loses a record that is needed: the topics keep the last record of each key, and only older ones go.
 * Others move keys, copy data, or decide what a write costs: an operator decides.
 */
export const SAFE_TO_CHANGE: ReadonlySet<string> = new Set(['cleanup.policy', 'max.compaction.lag.ms']);

/**
 * What to do so that the topic gets the setting, in one sentence that ends with what to type.
 * @param brokers `host:port`, as the command takes them
 */
export function remedyOf(
  { name, ownedByOthers, refused }: Pick<TopicReport, 'name' | 'ownedByOthers' | 'refused'>,
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
