import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { KafkaMessage } from 'kafkajs';
import type { KafkaRecord } from '../../kafka/kafka.port.js';
import { toKafkaRecord } from '../kafkajs-record.js';
import { decodeRecord } from './decode-record.js';

const load = createRequire(__filename);
const Decoder = load('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => { buffer: Buffer; offset: number };
const encode = load('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => { buffer: Buffer };
const theirs = load('kafkajs/src/protocol/recordBatch/record/v0/decoder') as typeof decodeRecord;

const bytes = fc.option(fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)));
const header = fc.uint8Array({ maxLength: 20 }).map((array) => Buffer.from(array));
const records = fc.record({
  offsetDelta: fc.nat(2 ** 30),
  timestampDelta: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  key: bytes,
  value: bytes,
  headers: fc.dictionary(
    fc.oneof(fc.constantFrom('ce_id', 'größe'), fc.string({ maxLength: 10 })).filter((name) => !(name in {})),
    fc.oneof(header, fc.array(header, { minLength: 1, maxLength: 3 })),
  ),
});
const batches = fc.record({
  firstOffset: fc.nat().map(String),
  firstTimestamp: fc.integer({ min: 0, max: 2 ** 41 }).map(String),
  maxTimestamp: fc.integer({ min: 0, max: 2 ** 41 }).map(String),
  magicByte: fc.constant(2),
  isControlBatch: fc.boolean(),
  timestampType: fc.constantFrom(0, 1),
});

/** Each record follows its length, which the decoder does not read. */
function decoderOf(record: object): { buffer: Buffer; offset: number } {
  const all = encode(record).buffer;
  let start = 0;
  while ((all[start] as number) >= 0x80) start += 1;
  return new Decoder(all.subarray(start + 1));
}

function fieldsOf(message: KafkaMessage): KafkaRecord {
  const { topic, partition, offset, timestamp, timestampMs, key, value, headers, rawHeaders } = toKafkaRecord(
    't',
    0,
    message,
  );
  return { topic, partition, offset, timestamp, timestampMs, key, value, headers, rawHeaders };
}

it('a record is decoded as kafkajs would decode it', () => {
  fc.assert(
    fc.property(records, batches, (record, batch) => {
      const expected = theirs(decoderOf(record), batch) as KafkaMessage;
      const decoded = decodeRecord(decoderOf(record), batch) as KafkaMessage;
      expect(Object.entries({ ...decoded })).toEqual(Object.entries(expected));
      expect(fieldsOf(decoded)).toEqual(fieldsOf(expected));
    }),
    { numRuns: 500 },
  );
});

it('a header that has no value has none', () => {
  const [attributes, deltas, key, value] = [[0], [0, 0], [1], [1]];
  const oneHeader = [2, 2, 'h'.charCodeAt(0), 1];
  const record = Buffer.from([attributes, deltas, key, value, oneHeader].flat());
  const batch = { firstOffset: '7', firstTimestamp: '1', magicByte: 2 };

  const decoded = decodeRecord(new Decoder(record), batch);

  expect(decoded).toMatchObject({ key: null, value: null, headers: { h: null }, offset: '7' });
  expect({ ...decoded }).toMatchObject(theirs(new Decoder(record), batch));
});

it.each(['__proto__', 'valueOf'])('a header may be called %s', (name) => {
  const headers = Object.fromEntries([[name, Buffer.from('x')]]);
  const batch = { firstOffset: '7', firstTimestamp: '1', magicByte: 2 };

  const decoded = decodeRecord(decoderOf({ key: null, value: null, headers }), batch) as { headers: object };

  expect(Object.entries(decoded.headers)).toEqual([[name, Buffer.from('x')]]);
  expect(Object.entries(toKafkaRecord('t', 0, decoded as KafkaMessage).headers)).toEqual([[name, 'x']]);
});

describe('the headers of a message', () => {
  const batch = { firstOffset: '7', firstTimestamp: '1', magicByte: 2 };
  const given = { first: Buffer.from('1'), second: Buffer.from('2') };
  const message = () => decodeRecord(decoderOf({ key: null, value: null, headers: given }), batch) as KafkaMessage;

  it('are copied with it', () => {
    expect({ ...{ ...message() }.headers }).toEqual(given);
    expect(JSON.stringify(message())).toContain('"headers":{"first":');
    expect('second' in message().headers!).toBe(true);
  });

  it('can be changed, before and after they were read', () => {
    const { headers } = message();
    headers!.second = 'other';
    delete headers!.first;
    Object.defineProperty(headers, 'third', { value: '3', enumerable: true });
    expect(headers).toEqual({ second: 'other', third: '3' });
  });
});
