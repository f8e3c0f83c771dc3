import { eventually, startPrivateKafka } from '@conferencing/testing';
import type { PrivateKafka } from '@conferencing/testing';
import { closeSync, openSync, readFileSync, readSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { ConsumedPartitions } from '../src/consumer/consumed-partitions.js';
import { ConsumerMetrics } from '../src/consumer/consumer-metrics.js';
import { KafkaPort } from '../src/kafka/kafka.port.js';
import type { ConsumerListener, ConsumerOptions, KafkaConsumer } from '../src/kafka/kafka.port.js';
import { Harness, appendRows } from './harness.js';

/** Passes everything on, and keeps the listeners so that a test can report a crash to them. */
class CrashingKafka extends KafkaPort {
  readonly crash: ((error: Error) => void)[] = [];

  constructor(private readonly real: KafkaPort) {
    super();
  }

  override producer = (): ReturnType<KafkaPort['producer']> => this.real.producer();
  override admin = (): ReturnType<KafkaPort['admin']> => this.real.admin();

  override unpack: KafkaPort['unpack'] = (partition, bytes) => this.real.unpack(partition, bytes);

  override consumer(options: ConsumerOptions): KafkaConsumer {
    const consumer = this.real.consumer(options);
    const run = consumer.run.bind(consumer);
    consumer.run = (listener: ConsumerListener) => {
      this.crash.push((error) => listener.crashed(error));
      return run(listener);
    };
    return consumer;
  }
}

describe('a batch consumer in trouble', () => {
  let broker: PrivateKafka;
  let harness: Harness;
  beforeAll(async () => {
    broker = await startPrivateKafka({ 'group.min.session.timeout.ms': 500 });
    harness = await Harness.start(broker.brokers);
  });
  afterEach(() => harness.clear());
  afterAll(async () => {
    await harness.stop();
    await broker.stop();
  });

  const values = async (): Promise<(string | null)[]> => (await harness.applied()).map(({ value }) => value);
  const eventuallyApplied = (expected: string[]): Promise<unknown> =>
    eventually(
      async () => {
        expect(await values()).toEqual(expected);
        return true;
      },
      { timeoutMs: 30_000 },
    );

  it('waits for an unreachable Kafka, reports it, and continues by itself', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await broker.process.stop();
    const consumer = harness.consume(topic, appendRows);
    await eventually(() => consumer.status().problems.some((problem) => problem.startsWith('Kafka cannot be used')));

    await broker.restart();
    await eventuallyApplied(['1']);
    await eventually(() => consumer.status().ready);
  });

  it('says that a frozen broker is silent, and goes on when it answers again', async () => {
    const topic = await harness.topic();
    const registry = new Registry();
    const metrics = new ConsumerMetrics(registry);
    const consumer = harness.consume(topic, appendRows, { sessionTimeoutMs: 2_000, metrics });
    await eventually(() => consumer.status().ready);
    broker.process.signal('SIGSTOP');
    try {
      await eventually(() =>
        consumer.status().problems.some((problem) => problem.startsWith('Kafka has not answered')),
      );
      expect(await registry.metrics()).toMatch(/^messaging_consumer_ready{[^}]*} 0$/m);
    } finally {
      broker.process.signal('SIGCONT');
    }
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await eventuallyApplied(['1']);
    await eventually(() => consumer.status().ready);
  });

  it('stops without an answer of a frozen broker', async () => {
    const topic = await harness.topic();
    const consumer = harness.consume(topic, appendRows);
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await eventuallyApplied(['1']);
    broker.process.signal('SIGSTOP');
    try {
      await consumer.stop();
    } finally {
      broker.process.signal('SIGCONT');
    }
    // A broker that goes on has to report itself to its controller first.
    await eventually(async () => (await harness.admin.describeTopics([topic])).length === 1);
    expect(await values()).toEqual(['1']);
  });

  it('survives the death of the broker in the middle', async () => {
    const topic = await harness.topic();
    const consumer = harness.consume(topic, appendRows);
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await eventuallyApplied(['1']);
    await broker.process.kill();
    await eventually(() => !consumer.status().ready, { timeoutMs: 30_000 });
    await broker.restart();
    await eventually(() => harness.send(topic, [{ key: 'a', value: '2' }]).then(() => true), { timeoutMs: 30_000 });

    await eventuallyApplied(['1', '2']);
  });

  it('starts again after any crash of its client', async () => {
    const topic = await harness.topic();
    const kafka = new CrashingKafka(harness.kafka);
    const consumer = harness.consume(topic, appendRows, { kafka });
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await eventuallyApplied(['1']);

    for (const error of [new TypeError('undefined is not a function'), new RangeError('out of range')]) {
      const started = kafka.crash.length;
      kafka.crash.at(-1)?.(error);
      await eventually(() => kafka.crash.length === started + 1 && consumer.status().ready);
    }
    await harness.send(topic, [{ key: 'a', value: '2' }]);
    await eventuallyApplied(['1', '2']);
  });

  it('goes on after its database connections were cut', async () => {
    const topic = await harness.topic();
    let cuts = 3;
    harness.consume(topic, async (batch, context) => {
      await appendRows(batch, context);
      cuts -= 1;
      if (cuts >= 0) await context.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await harness.send(topic, [{ key: 'a', value: '1' }]);

    await eventuallyApplied(['1']);
    expect(await harness.rows('SELECT FROM parked_records')).toEqual([]);
  });

  it('stops a topic that was created again while it was reading, even if it is longer than before', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    const consumer = harness.consume(topic, appendRows);
    await eventuallyApplied(['1']);
    await harness.admin.deleteTopics([topic]);
    await eventually(() => harness.createTopic(topic), { timeoutMs: 30_000 });
    await harness.send(topic, [
      { key: 'a', value: 'other 1' },
      { key: 'a', value: 'other 2' },
    ]);

    await eventually(() => consumer.status().problems.some((problem) => problem.includes('created again')), {
      timeoutMs: 30_000,
    });
  });

  it('stops a topic that was created again while it was away', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ]);
    await eventually(() => harness.consume(topic, appendRows));
    await eventuallyApplied(['1', '2']);
    await harness.stopConsumers();
    await harness.admin.deleteTopics([topic]);
    await eventually(() => harness.createTopic(topic), { timeoutMs: 30_000 });
    await harness.send(
      topic,
      ['3', '4', '5'].map((value) => ({ key: 'a', value })),
    );
    const consumer = harness.consume(topic, appendRows);

    await eventually(() => consumer.status().problems.some((problem) => problem.includes('created again')), {
      timeoutMs: 30_000,
    });
    expect(await values()).toEqual(['1', '2']);
  });

  it('stops a topic that is shorter than its position', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    harness.consume(topic, appendRows);
    await eventuallyApplied(['1']);
    await harness.stopConsumers();
    await harness.pool.query('UPDATE consumer_offsets SET next_offset = 500');
    const consumer = harness.consume(topic, appendRows);

    await eventually(() => consumer.status().problems.some((problem) => problem.includes('was read up to 500')));
  });

  it('pauses only the partition whose log is damaged, until an operator skips the damage', async () => {
    const topic = await harness.topic(2);
    const to = (partition: number, value: string) => harness.send(topic, [{ key: value, value, partition }]);
    await to(0, '1');
    await to(0, `damaged ${'x'.repeat(100)}`);
    await to(0, '3');
    damage(broker.dataFolder, `${topic}-0`, 'damaged x');
    const partitions = new ConsumedPartitions(harness.pool);
    const consumer = harness.consume(topic, appendRows);
    await eventually(async () => (await partitions.list({ topic }))[0]?.problem?.includes('wrong checksum'), {
      timeoutMs: 30_000,
    });
    await to(1, 'beside');
    await eventuallyApplied(['1', 'beside']);
    expect(consumer.status().problems).toEqual([`${topic}/0: its batch fails again and again`]);
    const paused = (await partitions.list({ topic })).map(({ nextOffset, problem }) => [nextOffset, problem === null]);
    expect(paused).toEqual([
      [1n, false],
      [1n, true],
    ]);

    expect(await partitions.skip({ topic, partition: 0 }, 1n)).toBe(false);
    expect(await partitions.skip({ topic, partition: 0 }, 2n)).toBe(true);
    await eventuallyApplied(['1', 'beside', '3']);
    await eventually(() => consumer.status().ready);
    expect((await partitions.list({ topic })).map(({ problem }) => problem)).toEqual([null, null]);
  });
});

/** Changes one bit of a record in the broker's file: in its length, so that the batch cannot be read. */
function damage(dataFolder: string, partition: string, value: string): void {
  const names = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' });
  const log = names.find((name) => name.includes(`${partition}/`) && name.endsWith('.log'));
  const path = join(dataFolder, log ?? '');
  const file = openSync(path, 'r+');
  const at = readFileSync(path).indexOf(value);
  // A value of this size follows a length of two bytes.
  const length = Buffer.alloc(1);
  readSync(file, length, 0, 1, at - 2);
  writeSync(file, Buffer.from([length.readUInt8() ^ 0x40]), 0, 1, at - 2);
  closeSync(file);
}
