import { topicDrift } from './topic-drift.js';

const WANTED = { name: 't', partitions: 6, replicationFactor: 2 };
const FOUND = { name: 't', id: null, partitions: 6, replicationFactor: 2 };

it.each([
  ['max.compaction.lag.ms', '100', '100', true],
  ['max.compaction.lag.ms', '100', '99', true],
  ['max.compaction.lag.ms', '100', '9223372036854775807', false],
  ['segment.ms', '100', '99', true],
  ['delete.retention.ms', '100', '101', true],
  ['delete.retention.ms', '100', '99', false],
  ['min.insync.replicas', '2', '3', true],
  ['min.insync.replicas', '2', '1', false],
  ['cleanup.policy', 'compact', 'compact,delete', false],
  ['max.compaction.lag.ms', '100', '', false],
])('%s, defined as %s, is %j: it is enough: %s', (setting, expected, actual, enough) => {
  const drift = topicDrift(
    { ...WANTED, config: { [setting]: expected } },
    FOUND,
    actual === '' ? {} : { [setting]: actual },
  );
  expect(drift).toEqual(enough ? [] : [{ setting, expected, actual }]);
});

it.each([
  [5, 2, [{ setting: 'partitions', expected: '6', actual: '5' }]],
  [7, 2, [{ setting: 'partitions', expected: '6', actual: '7' }]],
  [6, 1, [{ setting: 'replication.factor', expected: '2', actual: '1' }]],
  [6, 3, []],
])('%i partitions and %i replicas', (partitions, replicationFactor, drift) => {
  expect(topicDrift({ ...WANTED, config: {} }, { ...FOUND, partitions, replicationFactor }, {})).toEqual(drift);
});
