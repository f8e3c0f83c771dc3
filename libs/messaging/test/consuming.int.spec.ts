import { closedGate, eventually } from '@conferencing/testing';
import { Kafka } from 'kafkajs';
import { Registry } from 'prom-client';
import type { Gauge } from 'prom-client';
import { ConsumerMetrics } from '../src/consumer/consumer-metrics.js';
import { TransientFailure } from '../src/apply/apply.errors.js';
import { Harness, appendRows } from './harness.js';

/** The number of batches that kafkajs has passed to adapters that are made from now on. */
function countFetchedBatches(): () => number {
  let count = 0;
  const makeConsumer = Kafka.prototype.consumer;
  jest.spyOn(Kafka.prototype, 'consumer').mockImplementation(function (this: Kafka, config) {
    const consumer = makeConsumer.call(this, config);
    consumer.on(consumer.events.START_BATCH_PROCESS, () => (count += 1));
    return consumer;
  });
  return () => count;
}

describe('a batch consumer', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await harness.clear();
  });
  afterAll(() => harness.stop());

  it('applies every record once, in order for each key', async () => {
    const topic = await harness.topic(6);
    const records = Array.from({ length: 3_000 }, (_, index) => ({ key: `k${index % 50}`, value: String(index) }));
    await harness.send(topic, records);
    const consumer = harness.consume(topic, appendRows);

    const applied = await eventually(async () => {
      const rows = await harness.applied();
      return rows.length >= records.length && rows;
    });

    expect(applied).toHaveLength(records.length);
    for (const key of new Set(records.map((record) => record.key))) {
      const values = applied.filter((row) => row.key === key).map(({ value }) => value);
      expect(values).toEqual(records.filter((record) => record.key === key).map(({ value }) => value));
    }
    expect(consumer.status()).toEqual({ ready: true, problems: [] });
  });

  it('drops fetched batches behind a batch that failed', async () => {
    const topic = await harness.topic();
    const records = Array.from({ length: 40 }, (_, index) => ({ key: 'k', value: `${index} ${'x'.repeat(100_000)}` }));
    for (const record of records) await harness.send(topic, [record]);
    const fetched = countFetchedBatches();
    let calls = 0;
    harness.consume(topic, async (batch, context) => {
      calls += 1;
      if (calls === 2) {
        await eventually(() => fetched() >= 3, { what: 'a batch behind this one' });
        throw new TransientFailure('not now');
      }
      await appendRows(batch, context);
    });

    await eventually(async () => (await harness.applied()).length >= records.length);

    expect(calls).toBeGreaterThan(3);
    const numbers = (await harness.applied()).map(({ value }) => Number(value?.split(' ')[0]));
    expect(numbers).toEqual(records.map((_, index) => index));
  });

  it('continues at the offset of the database, whatever Kafka has committed', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ]);
    const first = harness.consume(topic, appendRows);
    await eventually(async () => (await harness.applied()).length === 2);
    await first.stop();
    await harness.pool.query('UPDATE consumer_offsets SET next_offset = 1');

    harness.consume(topic, appendRows);
    await eventually(async () => (await harness.applied()).length === 3);

    expect((await harness.applied()).map(({ value }) => value)).toEqual(['1', '2', '2']);
  });

  it('commits its offsets to the group', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    harness.consume(topic, appendRows);

    await eventually(async () => (await harness.admin.committed(`group.${topic}`, topic))[0]?.offset === 1n);
  });

  it('reports its lag to Prometheus', async () => {
    const topic = await harness.topic();
    const registry = new Registry();
    const gate = closedGate();
    const records = ['1', '2', '3'].map((value) => ({ key: 'a', value }));
    await harness.send(topic, records);
    let failing = true;
    harness.consume(
      topic,
      async (batch, context) => {
        if (failing) throw new TransientFailure('away');
        await gate.opened;
        await appendRows(batch, context);
      },
      { metrics: new ConsumerMetrics(registry) },
    );
    const metric = async (name: string): Promise<number | undefined> => {
      const { values } = await (registry.getSingleMetric(name) as Gauge).get();
      return values[0]?.value;
    };
    await eventually(async () => (await metric('messaging_partition_paused')) === 1);
    expect(await metric('messaging_lag_records')).toBe(3);
    expect(await metric('messaging_lag_seconds')).toBeGreaterThan(0);

    failing = false;
    gate.open();
    await eventually(async () => (await metric('messaging_lag_records')) === 0);
    expect(await metric('messaging_lag_seconds')).toBe(0);
    expect(await metric('messaging_records_total')).toBe(3);
    expect(await metric('messaging_partition_paused')).toBe(0);
  });

  it('runs actions after the commit, when the rows are visible', async () => {
    const topic = await harness.topic();
    const seen: Promise<number>[] = [];
    harness.consume(topic, async (batch, context) => {
      await appendRows(batch, context);
      context.afterCommit(() => seen.push(harness.applied().then((rows) => rows.length)));
    });
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await eventually(() => seen.length === 1);

    expect(await seen[0]).toBe(1);
  });
});
