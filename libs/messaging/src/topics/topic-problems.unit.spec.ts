import { topicProblems } from './topic-problems.js';

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
])('what is wrong with %s, and what to type', (setting, ownedByOthers, refused, remedy) => {
  const drift = [{ setting, expected: '1', actual: '2' }];
  expect(topicProblems({ name: 't', state: 'drifted', ownedByOthers, refused, drift }, ['a:1', 'b:1'])).toEqual([
    `${setting} of t is 2, not 1: ${remedy}`,
  ]);
});

it('a setting that the broker does not know is not set, and a topic that is missing has to be made', () => {
  const report = { name: 't', ownedByOthers: false, refused: {} };
  const drift = [{ setting: 'cleanup.policy', expected: 'compact', actual: '' }];
  expect(topicProblems({ ...report, state: 'drifted', drift }, [])).toEqual([
    'cleanup.policy of t is not set, not compact: run npm run topics',
  ]);
  expect(topicProblems({ ...report, state: 'missing', drift: [] }, [])).toEqual(['t is missing: run npm run topics']);
});
