import type { ConferencingStatus } from '../../../../apps/conferencing/src/operate/status.js';
import type { ConsumingStatus } from './consuming.js';
import { partitionName } from './topic-ends.js';

/** An event that waits longer than this is late. */
const LATE_SECONDS = 30;

/** What is wrong with the publishing of conferencing, and what to do, a line each. */
export function publishingProblems({ outbox, credentialsWaiting }: ConferencingStatus): string[] {
  const { partitions, oldestSeconds, blockedKeys, lostKeys, topicProblems } = outbox;
  const idle = partitions.filter(({ owner }) => owner === null).map(({ partition }) => partition);
  const overdue = partitions.filter(({ leaseRemainingMs }) => (leaseRemainingMs ?? 0) < 0).length;
  const lines: string[] = [];
  if (idle.length > 0) lines.push(`Nobody publishes partitions ${idle.join(', ')}: start a conferencing process.`);
  if (overdue > 0) lines.push(`The leases of ${overdue} partitions are overdue: their process hangs or has ended.`);
  if ((oldestSeconds ?? 0) > LATE_SECONDS) {
    lines.push(`Events wait since ${oldestSeconds?.toFixed(0)} s: ops outbox status says in which partitions.`);
  }
  if (blockedKeys.length > 0) {
    lines.push(`The broker refuses records of ${blockedKeys.length} keys: ops outbox status, then retry or skip.`);
  }
  if (lostKeys > 0) {
    lines.push(`The topic has shown more of ${lostKeys} keys than the database has: ops reconcile --repair.`);
  }
  for (const { topic, problem } of topicProblems) lines.push(`${topic}: ${problem} (ops topics adopt ${topic}).`);
  if (credentialsWaiting > 0) {
    lines.push(`${credentialsWaiting} accounts, tokens and keys wait to be published to read-models.`);
  }
  return lines;
}

/** What is wrong with what an app consumes. */
export function consumingProblems(app: string, { processes, parked, partitions }: ConsumingStatus): string[] {
  const lines: string[] = [];
  if (processes.length === 0) lines.push(`No process of ${app} is connected to its database: start one.`);
  const stopped = partitions.filter(({ problem }) => problem !== null);
  for (const one of stopped)
    lines.push(`${partitionName(one)} makes no progress: ${one.problem} (ops partitions list).`);
  const unowned = partitions.filter(({ owner }) => owner === null).length;
  if (unowned > 0) lines.push(`Nobody consumes ${unowned} partitions of ${app}.`);
  const records = parked.filter(({ state }) => state === 'parked').reduce((sum, one) => sum + one.records, 0);
  if (records > 0) lines.push(`${records} records of ${app} could not be applied: ops parked list --app ${app}.`);
  return lines;
}
