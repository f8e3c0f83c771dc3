import { eventually } from '@conferencing/testing';
import { type Gauge, Registry } from 'prom-client';
import { ConsumerMetrics } from '../src/consumer/consumer-metrics.js';
import type { KafkaRecord } from '../src/kafka/kafka.port.js';
import { ParkedRecords } from '../src/parking/parked-records.js';
import { readTopic } from '../src/topics/topic-reader.js';
import { produceWithJava } from './foreign-producer.js';
import { Harness, appendRows } from './harness.js';

const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
const MEBIBYTE = 1_048_576;

describe('records of other producers', () => {
  let harness: Harness;
  let compressed: string;
  let aborted: string;
  let bomb: string;
  beforeAll(async () => {
    harness = await Harness.start();
    [compressed, aborted, bomb] = await Promise.all([
      harness.topic(CODECS.length),
      harness.topic(3),
      harness.topic(2, { 'max.message.bytes': String(4 * MEBIBYTE) }),
    ]);
    await produceWithJava([
      ...CODECS.map((codec, partition) => ({ topic: compressed, partition, codec, values: [`${codec}*20`] })),
      { topic: aborted, partition: 0, how: 'commit', values: ['kept*3'] },
      { topic: aborted, partition: 0, how: 'abort', codec: 'lz4', values: ['dropped*1500'] },
      { topic: aborted, partition: 1, how: 'abort', values: ['dropped'] },
      { topic: bomb, partition: 0, values: ['before'] },
      { topic: bomb, partition: 0, codec: 'zstd', values: [`zeros*${70 * MEBIBYTE}`] },
      { topic: bomb, partition: 0, codec: 'lz4', values: ['after'] },
      { topic: bomb, partition: 1, values: ['beside'] },
    ]);
  });
  afterEach(() => harness.clear());
  afterAll(() => harness.stop());

  const values = async () => (await harness.applied()).map(({ value }) => value).toSorted();
  const positions = async () =>
    (await harness.rows<{ at: string }>('SELECT next_offset::text AS at FROM consumer_offsets ORDER BY partition')).map(
      ({ at }) => at,
    );

  it('are read in each codec that Kafka has', async () => {
    const consumer = harness.consume(compressed, appendRows);
    const expected = CODECS.flatMap((codec) => Array.from({ length: 20 }, (_, index) => `${codec}${index}`));

    await eventually(async () => (await harness.applied()).length >= expected.length);
    expect(await values()).toEqual(expected.toSorted());
    expect(consumer.status()).toEqual({ ready: true, problems: [] });

    const read: KafkaRecord[] = [];
    await readTopic(harness.kafka, compressed, { onRecords: (records) => void read.push(...records) });
    expect(read.map(({ value }) => String(value)).toSorted()).toEqual(expected.toSorted());
    const raw = [
      ['source', 'java'],
      ['none', null],
    ].map(([name, value]) => [Buffer.from(name as string), value === null ? null : Buffer.from(value as string)]);
    expect(read.map(({ rawHeaders }) => rawHeaders)).toEqual(expected.map(() => raw));
  });

  it('are read up to the end, even if only aborted ones and transaction markers are left', async () => {
    const registry = new Registry();
    const read: string[] = [];
    const ends = await readTopic(harness.kafka, aborted, {
      onRecords: (records) => void read.push(...records.map(({ value }) => String(value))),
    });
    expect(read).toEqual(['kept0', 'kept1', 'kept2']);
    const byPartition = ends.toSorted((a, b) => a.partition - b.partition);
    expect(byPartition.map(({ offset }) => offset)).toEqual([1_505n, 2n, 0n]);

    harness.consume(aborted, appendRows, { metrics: new ConsumerMetrics(registry) });
    await eventually(async () => expect(await positions()).toEqual(['1505', '2', '0']) === undefined);
    const lag = await (registry.getSingleMetric('messaging_lag_records') as Gauge).get();
    expect(lag.values.map(({ value }) => value)).toEqual([0, 0, 0]);
    expect(await values()).toEqual(['kept0', 'kept1', 'kept2']);
  });

  it('that cannot be read are parked unchanged, and delay nothing', async () => {
    const parked = new ParkedRecords(harness.pool);
    const consumer = harness.consume(bomb, appendRows);

    await eventually(async () => (await harness.applied()).length >= 3);
    expect(await values()).toEqual(['after', 'before', 'beside']);
    expect(consumer.status()).toEqual({ ready: true, problems: [] });
    const [range, ...others] = await parked.list({ topic: bomb });
    expect(others).toEqual([]);
    expect(range).toMatchObject({ partition: 0, offset: '1', lastOffset: '1', key: null, state: 'parked' });
    expect(range?.reasons).toEqual([expect.stringContaining(`more than ${64 * MEBIBYTE} bytes`)]);
    const { record } = await parked.show(range?.id ?? '');
    expect(record.value?.readBigInt64BE(0)).toBe(1n);

    const again = await parked.retry({ ids: [range?.id ?? ''] });
    expect(again).toMatchObject({ requested: 1, applied: 0, failed: [{ id: range?.id }] });
  });

  it('that cannot be read end a complete reading, and are reported to a reading that asks for them', async () => {
    const onRecords = () => undefined;
    await expect(readTopic(harness.kafka, bomb, { onRecords })).rejects.toThrow(
      `${bomb}/0 has records that can't be read`,
    );

    const reported: unknown[] = [];
    const onUnreadable = (partition: number, ranges: readonly { firstOffset: bigint; lastOffset: bigint }[]) =>
      void reported.push(...ranges.map(({ firstOffset, lastOffset }) => [partition, firstOffset, lastOffset]));
    await readTopic(harness.kafka, bomb, { onRecords, onUnreadable });
    expect(reported).toEqual([[0, 1n, 1n]]);
  });
});
