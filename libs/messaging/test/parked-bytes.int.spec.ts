import { eventually } from '@conferencing/testing';
import fc from 'fast-check';
import { Pool, types } from 'pg';
import { inTransaction } from '@conferencing/postgres';
import { PoisonRecordError } from '../src/apply/apply.errors.js';
import type { KafkaRecord, RawHeader } from '../src/kafka/kafka.port.js';
import { exportDeadLetters } from '../src/parking/dead-letter.js';
import { park } from '../src/parking/park.js';
import { ParkedRecords } from '../src/parking/parked-records.js';
import { headerTexts } from '../src/parking/stored-headers.js';
import { readTopic } from '../src/topics/topic-reader.js';
import { Harness } from './harness.js';

const MAX_MESSAGE_BYTES = 1_048_576;
const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const someText = fc
  .constantFrom('', 'ce_id', 'größe', '\0', 'a\0b', '\u001b[31m', '__proto__')
  .map((text) => Buffer.from(text));
const name = fc.oneof(someText, bytes(6), fc.constantFrom(Buffer.from('latin-1: \u00e9', 'latin1')));
const headers = fc.array(fc.tuple(name, fc.option(fc.oneof(someText, bytes(20)))), { maxLength: 6 });
const timestamps = fc.oneof(
  fc.constantFrom(-62_135_596_800_001n, -219_951_400_000_000n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);
const contents = fc.record({
  key: fc.option(bytes(40)),
  value: fc.option(bytes(200)),
  rawHeaders: headers as fc.Arbitrary<RawHeader[]>,
  timestampMs: timestamps,
});
type Contents = Pick<KafkaRecord, 'key' | 'value' | 'rawHeaders' | 'timestampMs'>;
const reasons = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud83d', 'a\0b')), { maxLength: 2 });

const hex = (given: Buffer | null): string | null => given?.toString('hex') ?? null;
const hexOf = (rawHeaders: readonly RawHeader[]) => rawHeaders.map((pair) => pair.map(hex));
/** As texts: jest compares the bytes of a Buffer one by one. */
const textsOf = ({ key, value, rawHeaders, timestampMs }: Contents) =>
  [hex(key), hex(value), hexOf(rawHeaders), timestampMs] as const;

describe('a parked record', () => {
  let harness: Harness;
  let pool: Pool;
  beforeAll(async () => {
    harness = await Harness.start();
    // Like the pools of the apps.
    const getTypeParser = (oid: number) => (oid === types.builtins.INT8 ? Number : types.getTypeParser(oid));
    pool = new Pool({ connectionString: harness.database.url, types: { getTypeParser } as never });
  });
  afterEach(() => harness.clear());
  afterAll(async () => {
    await pool.end();
    await harness.stop();
  });

  const recordOf = (topic: string, parts: Contents, index: number): KafkaRecord => ({
    topic,
    partition: 0,
    offset: BigInt(index),
    timestamp: new Date(Number(parts.timestampMs)),
    headers: headerTexts(parts.rawHeaders),
    ...parts,
  });

  it('is the received record, byte by byte: shown, retried and exported', async () => {
    const [topic, deadLetters] = await Promise.all([
      harness.topic(),
      harness.topic(1, { 'max.message.bytes': '4000000' }),
    ]);
    const consumer = `group.${topic}`;
    const parked = new ParkedRecords(pool);
    const retried: KafkaRecord[] = [];
    harness.consume(topic, async ({ records }, { origin }) => {
      if (origin.redrive) retried.push(...records);
    });
    await eventually(async () => (await harness.rows('SELECT FROM consumer_offsets')).length === 1);
    const producer = harness.kafka.producer();
    const read: KafkaRecord[] = [];
    const onRecords = (records: KafkaRecord[]) => void read.push(...records);
    let from = await readTopic(harness.kafka, deadLetters, { onRecords });

    const check = async (all: Contents[], why: string[]) => {
      const records = all.map((parts, index) => recordOf(topic, parts, index));
      const aside = records.map((record) => ({ record, state: 'parked' as const, reasons: why }));
      await inTransaction(pool, (client) => park(client, consumer, { topic, partition: 0 }, aside));
      const ids = (await parked.list({ topic, limit: 1_000 })).map(({ id }) => id);

      const shown = await Promise.all(ids.map((id) => parked.show(id)));
      expect(shown.map(({ record }) => textsOf(record))).toEqual(all.map(textsOf));
      expect(shown.map(({ record }) => JSON.stringify(record.headers))).toEqual(
        records.map((record) => JSON.stringify(record.headers)),
      );

      read.length = 0;
      for (const letter of shown) await exportDeadLetters(producer, deadLetters, [letter]);
      from = await readTopic(harness.kafka, deadLetters, { from, onRecords });
      const sent = read.map((record, index) => {
        const rawHeaders = record.rawHeaders.slice(0, all[index]?.rawHeaders.length);
        return textsOf({ key: record.key, value: record.value, rawHeaders, timestampMs: 0n });
      });
      expect(sent).toEqual(all.map((parts) => textsOf({ ...parts, timestampMs: 0n })));

      retried.length = 0;
      const again = await parked.retry({ ids });
      expect(again).toMatchObject({ requested: all.length, applied: all.length, pending: 0 });
      const inOrder = retried.toSorted((a, b) => Number(a.offset - b.offset));
      expect(inOrder.map(textsOf)).toEqual(all.map(textsOf));
    };
    const largest = Buffer.alloc(MAX_MESSAGE_BYTES, Buffer.from([0xff, 0, 0x80, 0x0a]));
    const extremes: Contents[] = [
      { key: largest.subarray(0, 100_000), value: largest, rawHeaders: [], timestampMs: -1n },
      { key: null, value: null, rawHeaders: [[largest, largest]], timestampMs: 0n },
    ];
    const many = fc.array(contents, { minLength: 60, maxLength: 60 });
    const property = fc.asyncProperty(many, reasons, (some, why) => check([...some, ...extremes], why));
    // Each check uses the servers several times, so there is one with many records.
    await fc.assert(property, { numRuns: 1, endOnFailure: true });
    await producer.close();
  });

  it('may have any timestamp', async () => {
    const topic = await harness.topic();
    const refuse = async ({ records }: { records: readonly KafkaRecord[] }) => {
      throw new PoisonRecordError(records.map((record) => ({ record, reasons: ['no'] })));
    };
    const times = ['-62135596800001', '-219951400000000', '-9007199254740992', '0'];
    await harness.sendAt(topic, times);
    const consumer = harness.consume(topic, refuse);

    const parked = new ParkedRecords(pool);
    await eventually(async () => (await parked.list({ topic })).length === times.length);
    const ids = (await parked.list({ topic })).map(({ id }) => id);
    const shown = await Promise.all(ids.map((id) => parked.show(id)));
    expect(shown.map(({ record }) => record.timestampMs.toString())).toEqual(times);
    expect(consumer.status()).toEqual({ ready: true, problems: [] });
  });
});
