import { closedGate, eventually, testBrokers, uniqueTopic } from '@conferencing/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type {
  FetchedBatch,
  KafkaAdmin,
  KafkaConsumer,
  KafkaPort,
  KafkaProducer,
  KafkaRecord,
  TopicPartition,
} from '../src/kafka/kafka.port.js';

/** The behaviour of every adapter of the port, against a real broker. */
export function describeKafkaPort(name: string, makePort: (brokers: string) => KafkaPort): void {
  describe(name, () => {
    let port: KafkaPort;
    let admin: KafkaAdmin;
    let producer: KafkaProducer;
    const topics: string[] = [];
    const consumers: KafkaConsumer[] = [];

    beforeAll(async () => {
      port = makePort(testBrokers().join(','));
      admin = port.admin();
      producer = port.producer();
      await Promise.all([admin.connect(), producer.connect()]);
      // A broker that has just started loads its groups at the first request about one.
      const topic = await makeTopic();
      await eventually(() => admin.committed(uniqueTopic('group'), topic));
    });
    afterEach(() => Promise.all(consumers.splice(0).map((consumer) => consumer.close())));
    afterAll(async () => {
      await admin.deleteTopics(topics);
      await Promise.all([admin.close(), producer.close()]);
    });

    async function makeTopic(partitions = 1, config: Record<string, string> = {}): Promise<string> {
      const topic = uniqueTopic('port');
      topics.push(topic);
      await admin.createTopics([{ name: topic, partitions, replicationFactor: 1, config }]);
      return topic;
    }

    interface Reading {
      consumer: KafkaConsumer;
      batches: FetchedBatch[];
      assignments: (readonly TopicPartition[])[];
      records(): KafkaRecord[];
    }

    async function read(topic: string, from = 0n, onBatch = (): Promise<void> => Promise.resolve()): Promise<Reading> {
      const consumer = port.consumer({ groupId: uniqueTopic('group'), topics: [topic] });
      consumers.push(consumer);
      const reading: Reading = {
        consumer,
        batches: [],
        assignments: [],
        records: () => reading.batches.flatMap(({ records }) => records),
      };
      await consumer.run({
        assigned: async (partitions) => {
          reading.assignments.push(partitions);
          return partitions.map((partition) => ({ ...partition, offset: from }));
        },
        batch: async (batch) => {
          reading.batches.push(batch);
          await onBatch();
        },
        crashed: () => undefined,
      });
      return reading;
    }

    const valuesOf = (reading: Reading): string[] => reading.records().map(({ value }) => String(value));

    it('reads what was sent: keys, values, headers, offsets, tombstones', async () => {
      const topic = await makeTopic();
      const before = Date.now() - 1_000;
      const first = await producer.send(topic, [
        { key: 'a', value: 'one', headers: { ce_id: 'evt_1', accents: 'é→' } },
        { key: Buffer.from('a'), value: Buffer.from([0, 255]), headers: { twice: ['1', Buffer.from('2')] } },
      ]);
      const second = await producer.send(topic, [
        { key: 'a', value: null },
        { key: null, value: '' },
      ]);
      expect([...first, ...second]).toEqual([
        { partition: 0, baseOffset: 0n },
        { partition: 0, baseOffset: 2n },
      ]);

      const reading = await read(topic);
      await eventually(() => reading.records().length === 4);

      const [one, bytes, tombstone, keyless] = reading.records();
      expect(one).toMatchObject({ topic, partition: 0, offset: 0n, headers: { ce_id: 'evt_1', accents: 'é→' } });
      expect([one?.key, one?.value]).toEqual([Buffer.from('a'), Buffer.from('one')]);
      expect(one?.timestamp.getTime()).toBeGreaterThan(before);
      expect([bytes?.value, bytes?.headers.twice]).toEqual([Buffer.from([0, 255]), ['1', '2']]);
      expect([tombstone?.offset, tombstone?.value]).toEqual([2n, null]);
      expect([keyless?.key, keyless?.value]).toEqual([null, Buffer.alloc(0)]);
      expect(reading.batches.at(-1)).toMatchObject({ nextOffset: 4n, highWatermark: 4n });
    });

    it('keeps the order of sends that are not awaited, over all partitions of a key', async () => {
      const topic = await makeTopic(3);
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          producer.send(
            topic,
            Array.from({ length: 9 }, (_key, key) => ({ key: `k${key}`, value: String(index) })),
          ),
        ),
      );
      const reading = await read(topic);
      await eventually(() => reading.records().length >= 450);

      expect(reading.records()).toHaveLength(450);
      for (let key = 0; key < 9; key += 1) {
        const values = reading.records().filter((record) => String(record.key) === `k${key}`);
        expect(values.map(({ value }) => Number(value))).toEqual(Array.from({ length: 50 }, (_, index) => index));
      }
    });

    it('uses the given partition of a record, and for a key the partition of Java clients', async () => {
      const topic = await makeTopic(6);
      // org.apache.kafka.common.utils.Utils.toPositive(Utils.murmur2("foobar".getBytes())) % 6, and so on.
      const sent = await producer.send(topic, [{ key: 'foobar', value: '' }]);
      expect(sent.map(({ partition }) => partition)).toEqual([((-790_332_482 & 0x7fff_ffff) >>> 0) % 6]);
      const placed = await producer.send(topic, [{ key: 'foobar', value: '', partition: 5 }]);
      expect(placed.map(({ partition }) => partition)).toEqual([5]);
    });

    it('reports what failed and whether a retry may help, and works afterwards', async () => {
      const topic = await makeTopic(1, { 'max.message.bytes': '1000' });
      const impatient = port.producer({ sendTimeoutMs: 2_000 });
      await expect(impatient.send(uniqueTopic('nowhere'), [{ key: 'a', value: '' }])).rejects.toMatchObject({
        name: 'KafkaError',
        retriable: true,
      });
      await expect(impatient.send(topic, [{ key: 'a', value: 'x'.repeat(5_000) }])).rejects.toMatchObject({
        code: 'record_too_large',
        retriable: false,
      });
      expect(await impatient.send(topic, [{ key: 'a', value: 'small' }])).toEqual([{ partition: 0, baseOffset: 0n }]);
      await impatient.close();
      await expect(impatient.send(topic, [{ key: 'a', value: '' }])).rejects.toMatchObject({ code: 'closed' });
    });

    it('gives up in time if a broker never answers, or is unreachable', async () => {
      const sockets = new Set<{ destroy(): void }>();
      const mute = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
      await eventually(() => mute.listening);
      const address = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
      const started = performance.now();
      const stuck = makePort(address).producer({ sendTimeoutMs: 500 });
      await expect(stuck.send('any', [{ key: 'a', value: '' }])).rejects.toMatchObject({ retriable: true });
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => mute.close(resolve));
      const absent = makePort(address).producer({ sendTimeoutMs: 500 });
      await expect(absent.send('any', [{ key: 'a', value: '' }])).rejects.toMatchObject({ retriable: true });
      expect(performance.now() - started).toBeLessThan(5_000);
      await Promise.all([stuck.close(), absent.close()]);
    });

    it('starts at the given offsets and leaves other partitions paused', async () => {
      const topic = await makeTopic(2);
      const records = ['0', '1', '2'];
      for (const partition of [0, 1]) {
        await producer.send(
          topic,
          records.map((value) => ({ key: null, value: `${partition}.${value}`, partition })),
        );
      }
      const consumer = port.consumer({ groupId: uniqueTopic('group'), topics: [topic] });
      consumers.push(consumer);
      const seen: string[] = [];
      await consumer.run({
        assigned: async () => [{ topic, partition: 1, offset: 2n }],
        batch: async (batch) => void seen.push(...batch.records.map(({ value }) => String(value))),
        crashed: () => undefined,
      });
      await eventually(() => seen.length > 0);
      consumer.resume({ topic, partition: 0, offset: 1n });
      await eventually(() => seen.length >= 3);

      expect(seen).toEqual(['1.2', '0.1', '0.2']);
    });

    it('delivers a paused partition again from where it is resumed', async () => {
      const topic = await makeTopic();
      await producer.send(topic, [{ key: 'a', value: '0' }]);
      const reading = await read(topic);
      await eventually(() => reading.records().length === 1);
      reading.consumer.pause({ topic, partition: 0 });
      await producer.send(topic, [{ key: 'a', value: '1' }]);
      reading.consumer.resume({ topic, partition: 0, offset: 0n });
      await eventually(() => reading.records().length >= 3);

      expect(valuesOf(reading)).toEqual(['0', '0', '1']);
    });

    it('waits for the batch in flight before it closes', async () => {
      const topic = await makeTopic();
      await producer.send(topic, [{ key: 'a', value: '0' }]);
      let finished = false;
      const gate = closedGate();
      const reading = await read(topic, 0n, async () => {
        await gate.opened;
        finished = true;
      });
      await eventually(() => reading.batches.length === 1);
      const closed = reading.consumer.close().then(() => finished);
      gate.open();

      expect(await closed).toBe(true);
    });

    it('continues in other partitions during a long batch', async () => {
      const topic = await makeTopic(2);
      await producer.send(topic, [{ key: null, value: 'slow', partition: 0 }]);
      const values = Array.from({ length: 40 }, (_, n) => String(n).padEnd(100_000));
      for (const value of values) await producer.send(topic, [{ key: null, value, partition: 1 }]);
      const gate = closedGate();
      const reading: Reading = await read(topic, 0n, () =>
        reading.batches.at(-1)?.partition === 0 ? gate.opened : sleep(20),
      );
      const others = (): KafkaRecord[] => reading.records().filter(({ partition }) => partition === 1);
      try {
        await eventually(() => others().length === values.length);
        values.push('one more');
        await producer.send(topic, [{ key: null, value: 'one more', partition: 1 }]);
        await eventually(() => others().length === values.length);
      } finally {
        gate.open();
      }

      expect(others().map(({ value }) => String(value))).toEqual(values);
      expect(reading.batches.length).toBeGreaterThan(3);
    });

    it('continues in other partitions while one of them is stuck and has more records', async () => {
      const topic = await makeTopic(2);
      const values = Array.from({ length: 60 }, (_, n) => String(n).padEnd(100_000));
      for (const value of values) await producer.send(topic, [{ key: null, value, partition: 0 }]);
      const gate = closedGate();
      const reading: Reading = await read(topic, 0n, () =>
        reading.batches.at(-1)?.partition === 0 ? gate.opened : Promise.resolve(),
      );
      const of = (wanted: number): KafkaRecord[] => reading.records().filter(({ partition }) => partition === wanted);
      try {
        await eventually(() => of(0).length > 0);
        for (const value of ['0', '1', '2']) {
          await producer.send(topic, [{ key: null, value, partition: 1 }]);
          await eventually(() => of(1).some((record) => String(record.value) === value));
        }
        expect(reading.batches.filter(({ partition }) => partition === 0)).toHaveLength(1);
      } finally {
        gate.open();
      }
      await eventually(() => of(0).length >= values.length);

      expect(of(0).map(({ value }) => String(value))).toEqual(values);
      expect(of(1).map(({ value }) => String(value))).toEqual(['0', '1', '2']);
    });

    it('shows what a group committed', async () => {
      const topic = await makeTopic();
      const groupId = uniqueTopic('group');
      const consumer = port.consumer({ groupId, topics: [topic] });
      consumers.push(consumer);
      await consumer.run({ assigned: async () => [], batch: async () => undefined, crashed: () => undefined });
      await consumer.commit([{ topic, partition: 0, offset: 7n }]);

      expect(await admin.committed(groupId, topic)).toEqual([{ topic, partition: 0, offset: 7n }]);
    });

    it('refuses to run on a topic that does not exist', async () => {
      const consumer = port.consumer({ groupId: uniqueTopic('group'), topics: [uniqueTopic('nowhere')] });
      const listener = { assigned: async () => [], batch: async () => undefined, crashed: () => undefined };
      await expect(consumer.run(listener)).rejects.toMatchObject({ code: 'unknown_topic', retriable: true });
    });

    it('administers topics', async () => {
      const topic = await makeTopic(3, { 'cleanup.policy': 'compact' });
      const again = [{ name: topic, partitions: 9, replicationFactor: 1, config: {} }];
      expect(await admin.createTopics(again)).toEqual([]);
      await producer.send(topic, [{ key: 'a', value: '', partition: 2 }]);

      expect(await admin.brokerCount()).toBeGreaterThanOrEqual(1);
      expect(await admin.describeTopics([topic, uniqueTopic('nowhere')])).toEqual([
        expect.objectContaining({ name: topic, partitions: 3, replicationFactor: 1 }),
      ]);
      expect(await admin.topicConfig(topic)).toMatchObject({ 'cleanup.policy': 'compact' });
      const marks = (await admin.watermarks(topic)).toSorted((a, b) => a.partition - b.partition);
      expect(marks.map(({ low, high }) => [low, high])).toEqual([
        [0n, 0n],
        [0n, 0n],
        [0n, 1n],
      ]);
    });
  });
}
