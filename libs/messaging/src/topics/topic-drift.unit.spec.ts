import { topicDrift } from './topic-drift.js';
import { remedyOf } from './topic-remedy.js';

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

it.each([
  ['max.compaction.lag.ms', false, {}, 'run npm run topics'],
  [
    'max.compaction.lag.ms',
    true,
    {},
    'ask its owner to run kafka-configs.sh --bootstrap-server a:1,b:1 --alter --entity-type topics --entity-name t --add-config max.compaction.lag.ms=1',
  ],
  [
    'max.compaction.lag.ms',
    false,
    { 'max.compaction.lag.ms': 'No right.' },
    'the brokers refuse the change to this login (No right.), run kafka-configs.sh --bootstrap-server a:1,b:1 --alter --entity-type topics --entity-name t --add-config max.compaction.lag.ms=1',
  ],
  [
    'segment.ms',
    false,
    {},
    'run kafka-configs.sh --bootstrap-server a:1,b:1 --alter --entity-type topics --entity-name t --add-config segment.ms=1',
  ],
  ['partitions', false, {}, 'never alter the number of a topic that has records, see docs/grow.md'],
  ['replication.factor', false, {}, 'run kafka-reassign-partitions.sh --bootstrap-server a:1,b:1'],
])('the remedy of %s', (setting, ownedByOthers, refused, remedy) => {
  const drift = { setting, expected: '1', actual: '2' };
  expect(remedyOf({ name: 't', ownedByOthers, refused }, drift, ['a:1', 'b:1'])).toBe(remedy);
});
