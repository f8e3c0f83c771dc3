import type { ConsumerParts } from './consumer-parts.js';
import { FencedError } from '../apply/apply.errors.js';
import { FailureWindow } from '../apply/failure-window.js';
import { PartitionRecovery } from './partition-recovery.js';
import { partitionName, PartitionSession } from '../apply/partition-session.js';
import type { PartitionTakeover } from './partition-takeover.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function session(epoch: bigint): PartitionSession {
  const claimed = { topic: 't', partition: 0, topicId: null, epoch, position: 0n, suspect: false, fatalOffset: null };
  const window = () => new FailureWindow(1, 1_000);
  return new PartitionSession({ ...claimed, parkedKeys: new Set() }, window(), window());
}

it('a failure of the previous assignment does not pause the partition in this one', () => {
  const [before, now] = [session(1n), session(2n)];
  const paused: unknown[] = [];
  const parts = {
    options: { consumer: 'c' },
    log: silent,
    sessions: () => new Map([[partitionName(now), now]]),
    connection: () => ({ consumer: { pause: (partition: unknown) => paused.push(partition) } }),
  };
  const recovery = new PartitionRecovery(parts as unknown as ConsumerParts, {} as PartitionTakeover);

  recovery.failed(before, new FencedError('t', 0));
  expect([paused, before.retryTimer]).toEqual([[], undefined]);
  recovery.failed(now, new Error('its own'));
  expect(paused).toEqual([now]);
  clearTimeout(now.retryTimer);
});
