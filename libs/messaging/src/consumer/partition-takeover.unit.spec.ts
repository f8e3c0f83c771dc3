import type { ConsumerParts } from './consumer-parts.js';
import { FailureWindow } from '../apply/failure-window.js';
import { PartitionSession } from '../apply/partition-session.js';
import { PartitionTakeover } from './partition-takeover.js';

const place = { topic: 'topic', partition: 0 };

function session(position: bigint): PartitionSession {
  const claimed = { ...place, topicId: 'id', epoch: 1n, position, suspect: false, fatalOffset: null };
  return new PartitionSession({ ...claimed, parkedKeys: new Set() }, new FailureWindow(1, 1), new FailureWindow(1, 1));
}

/** A broker whose log ends at an offset, and what happens before its answer is read. */
function takeover(high: bigint, meanwhile: () => void = () => undefined): PartitionTakeover {
  const admin = {
    describeTopics: async () => [{ name: place.topic, id: 'id', partitions: 1, replicationFactor: 1 }],
    watermarks: async () => {
      meanwhile();
      return [{ ...place, low: 0n, high }];
    },
  };
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const connection = () => ({ admin, consumer: { pause: () => undefined } });
  const offsets = { storeProblem: async () => undefined };
  return new PartitionTakeover({ options: { consumer: 'c' }, log, offsets, connection } as unknown as ConsumerParts);
}

it('a partition that is read further while its end is looked up continues', async () => {
  const reader = session(5n);

  await takeover(5n, () => (reader.position = 6n)).inspect([reader]);

  expect(reader.state).toBe('running');
});

it('a partition that ends before its position stops', async () => {
  const reader = session(6n);

  await takeover(5n).inspect([reader]);

  expect(reader).toMatchObject({ state: 'stopped', problem: expect.stringContaining('ends at 5') });
});
