import type { OutgoingRecord } from '../kafka/kafka.port.js';
import { exportDeadLetters } from './dead-letter.js';
import type { ParkedRecord } from './parked-records.js';

const parked: ParkedRecord = {
  id: '1',
  consumer: 'read-models',
  topic: 'conferencing.updated',
  partition: 3,
  offset: '4294967298',
  lastOffset: null,
  key: 'a',
  state: 'parked',
  reasons: ['an older reason', 'RangeError: too long: by far'],
  attempts: 2,
  firstFailedAt: new Date(0),
  lastFailedAt: new Date(0),
  record: {
    topic: 'conferencing.updated',
    partition: 3,
    offset: 4_294_967_298n,
    timestamp: new Date(1_700_000_000_000),
    timestampMs: 1_700_000_000_000n,
    key: Buffer.from('a'),
    value: Buffer.from([1, 2]),
    headers: { ce_id: 'evt_1', __connect: undefined },
    rawHeaders: [
      [Buffer.from('ce_id'), Buffer.from('evt_1')],
      [Buffer.from('__connect'), null],
      [Buffer.from('ce_id'), Buffer.from([0xff, 0])],
      [Buffer.from('__connect.errors.offset'), Buffer.from('of an older letter')],
    ],
  },
};

it('a dead letter has the origin and the reason in the headers of Spring and Kafka Connect', async () => {
  const sent: [string, readonly OutgoingRecord[]][] = [];
  const producer = {
    connect: async () => undefined,
    close: async () => undefined,
    send: async (topic: string, records: readonly OutgoingRecord[]) => {
      sent.push([topic, records]);
      return [];
    },
  };
  await exportDeadLetters(producer, 'conferencing.updated.dlt', [parked]);

  const [[topic, [letter]]] = sent as [[string, [OutgoingRecord]]];
  expect(topic).toBe('conferencing.updated.dlt');
  expect([letter.key, letter.value]).toEqual([parked.record.key, parked.record.value]);
  expect(letter.rawHeaders?.slice(0, 3)).toEqual(parked.record.rawHeaders.slice(0, 3));
  const added = (letter.rawHeaders ?? []).slice(3).map(([name, value]) => [String(name), value] as const);
  const texts = Object.fromEntries(added.map(([name, value]) => [name, String(value)]));
  expect(texts).toMatchObject({
    'kafka_dlt-original-topic': 'conferencing.updated',
    'kafka_dlt-original-consumer-group': 'read-models',
    'kafka_dlt-exception-fqcn': 'RangeError',
    'kafka_dlt-exception-message': 'too long: by far',
    '__connect.errors.offset': '4294967298',
    '__connect.errors.exception.message': 'too long: by far',
  });
  expect(Object.fromEntries(added)).toMatchObject({
    'kafka_dlt-original-partition': Buffer.from('00000003', 'hex'),
    'kafka_dlt-original-offset': Buffer.from('0000000100000002', 'hex'),
    'kafka_dlt-original-timestamp': Buffer.from('0000018bcfe56800', 'hex'),
  });
  expect(new Set(Object.keys(texts)).size).toBe(added.length);
});
