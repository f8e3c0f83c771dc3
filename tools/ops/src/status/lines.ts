import type { Watermarks } from '@conferencing/messaging';
import type { ConferencingStatus } from '../../../../apps/conferencing/src/operate/status.js';
import { type Cell, table } from '../output.js';
import type { ConsumingStatus } from './consuming.js';
import { lagOf } from './topic-ends.js';

/** Of a part of the system: what was found, or why it can't be asked. */
export type Part<T> = { found: T; error?: undefined } | { found?: undefined; error: string };

export interface SystemStatus {
  conferencing: Part<ConsumingStatus & ConferencingStatus>;
  readModels: Part<ConsumingStatus>;
  /** Records that the consumers have not applied yet; null while Kafka does not answer. */
  lag: string | null;
  ends: ReadonlyMap<string, Watermarks>;
  /** What is wrong, and what to do, a line each. */
  problems: string[];
}

/** One page for people. */
export function statusLines(status: SystemStatus, ends: ReadonlyMap<string, Watermarks>): string[] {
  const { conferencing, readModels, problems } = status;
  const parts = [conferencing, readModels].flatMap(({ found }) => (found ? [found] : []));
  return [
    ...section(
      'Processes',
      ['app', 'version', 'process', 'connections', 'since'],
      parts
        .flatMap(({ processes }) => processes)
        .map((one) => [one.app, one.version, one.process, one.connections, one.since.toISOString()]),
    ),
    ...(conferencing.found ? publishingLines(conferencing.found) : []),
    ...section('Consumers', ['consumer', 'topic', 'partitions', 'lag', 'parked'], consumerRows(parts, ends)),
    ...problemLines(problems),
  ];
}

function publishingLines({ outbox, connections, credentialsWaiting }: ConferencingStatus): string[] {
  const { pending, oldestSeconds, partitions, blockedKeys, lostKeys } = outbox;
  const owned = partitions.filter(({ owner }) => owner !== null);
  const owners = new Set(owned.map(({ owner }) => owner)).size;
  const statuses = Object.entries(connections).map(([status, count]) => `${count} ${status}`);
  return [
    'Publishing',
    `  ${pending} events wait${oldestSeconds === null ? '' : `, the oldest for ${oldestSeconds.toFixed(1)} s`}; ${owners} processes have ${owned.length} of ${partitions.length} partitions`,
    `  ${blockedKeys.length} keys blocked, ${lostKeys} keys lost, ${credentialsWaiting} credentials to publish`,
    'Connected accounts',
    `  ${statuses.length === 0 ? 'none' : statuses.join(', ')}`,
  ];
}

function consumerRows(parts: readonly ConsumingStatus[], ends: ReadonlyMap<string, Watermarks>): Cell[][] {
  return parts.flatMap(({ partitions, parked }) => {
    const names = new Set(partitions.map(({ consumer, topic }) => `${consumer} ${topic}`));
    return [...names].map((name) => {
      const [consumer, topic] = name.split(' ');
      const mine = partitions.filter((one) => one.consumer === consumer && one.topic === topic);
      const lags = mine.map((one) => lagOf(one, ends));
      const lag = lags.includes(null) ? null : lags.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n);
      const records = parked
        .filter((one) => one.consumer === consumer && one.topic === topic)
        .reduce((sum, one) => sum + one.records, 0);
      return [consumer, topic, mine.length, lag?.toString() ?? '?', records];
    });
  });
}

function section(title: string, heading: Cell[], rows: Cell[][]): string[] {
  return [title, ...(rows.length === 0 ? ['  none'] : table([heading, ...rows]).map((line) => `  ${line}`))];
}

function problemLines(problems: readonly string[]): string[] {
  if (problems.length === 0) return ['Nothing is wrong.'];
  return ['What is wrong, and what to do', ...problems.map((problem) => `  ${problem}`)];
}
