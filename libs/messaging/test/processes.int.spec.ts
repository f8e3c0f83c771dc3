import { eventually, startPrivateKafka } from '@conferencing/testing';
import type { PrivateKafka } from '@conferencing/testing';
import { join } from 'node:path';
import type { KafkaRecord } from '../src/kafka/kafka.port.js';
import { readTopic } from '../src/topics/topic-reader.js';
import { ConsumerProcess } from './consumer-process.js';
import { Harness } from './harness.js';

const SESSION_TIMEOUT_MS = 1_500;

interface Row {
  key: string;
  value: string;
  pid: number;
}

describe('consumers in several processes', () => {
  let broker: PrivateKafka;
  let harness: Harness;
  const processes: ConsumerProcess[] = [];
  let topic: string;

  beforeAll(async () => {
    broker = await startPrivateKafka({ 'group.min.session.timeout.ms': 500 });
    harness = await Harness.start(broker.brokers);
    await harness.pool.query('ALTER TABLE applied ADD COLUMN pid int; CREATE TABLE seen (what text PRIMARY KEY)');
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((each) => each.end()));
    await harness.clear();
    await harness.pool.query('TRUNCATE seen');
  });
  afterAll(async () => {
    await harness.stop();
    await broker.stop();
  });

  const start = (): ConsumerProcess => {
    const settings = {
      databaseUrl: harness.database.url,
      brokers: broker.brokers,
      topic,
      sessionTimeoutMs: SESSION_TIMEOUT_MS,
    };
    const child = new ConsumerProcess(settings);
    processes.push(child);
    return child;
  };
  const applied = (): Promise<Row[]> =>
    harness.rows<Row & Record<string, unknown>>('SELECT * FROM applied ORDER BY id');
  const pids = async (): Promise<Set<number>> => new Set((await applied()).map(({ pid }) => pid));
  const eventuallyApplied = (count: number): Promise<Row[]> =>
    eventually(
      async () => {
        const rows = await applied();
        return rows.length >= count && rows;
      },
      { timeoutMs: 30_000, what: `${count} rows` },
    );
  const send = (from: number, count: number): Promise<void> =>
    harness.send(
      topic,
      Array.from({ length: count }, (_, index) => ({ key: `k${(from + index) % 20}`, value: String(from + index) })),
    );
  const expectEachOnceInOrder = (rows: Row[], count: number): void => {
    expect(rows.map(({ value }) => Number(value)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: count }, (_, index) => index),
    );
    for (let key = 0; key < 20; key += 1) {
      const values = rows.filter((row) => row.key === `k${key}`).map(({ value }) => Number(value));
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    }
  };

  it('goes on after kill -9 with nothing lost and nothing applied twice', async () => {
    topic = await harness.topic(3);
    await send(0, 600);
    const first = start();
    await eventuallyApplied(1);
    await send(600, 600);
    await first.end('SIGKILL');
    await send(1_200, 300);
    start();

    expectEachOnceInOrder(await eventuallyApplied(1_500), 1_500);
  });

  it('applies each record once while partitions move between processes', async () => {
    topic = await harness.topic(4);
    let sent = 0;
    const sendUntil = async (condition: () => Promise<boolean>): Promise<void> =>
      void (await eventually(
        async () => {
          await send(sent, 20);
          sent += 20;
          return condition();
        },
        { timeoutMs: 30_000 },
      ));
    const first = start();
    await sendUntil(async () => (await pids()).size === 1);
    const second = start();
    await sendUntil(async () => (await pids()).has(second.pid));
    await first.end('SIGTERM');
    expect(first.exitCode).toBe(0);
    await send(sent, 100);
    sent += 100;

    expectEachOnceInOrder(await eventuallyApplied(sent), sent);
  });

  it('undoes the work of a process that wakes up after its partition was reassigned', async () => {
    topic = await harness.topic();
    await harness.send(topic, [{ key: 'a', value: 'freeze' }]);
    const zombie = start();
    await eventually(() => zombie.frozen, { timeoutMs: 20_000 });
    const heir = start();
    const rows = await eventuallyApplied(1);
    expect(rows.map(({ pid }) => pid)).toEqual([heir.pid]);

    zombie.signal('SIGCONT');
    // When the woken process takes part again, its unfinished work is decided.
    await heir.end('SIGTERM');
    await harness.send(topic, [{ key: 'a', value: 'after' }]);
    const all = await eventuallyApplied(2);

    expect(all.map(({ value, pid }) => [value, pid])).toEqual([
      ['freeze', heir.pid],
      ['after', zombie.pid],
    ]);
  });

  it('finds the record that kills the process, parks it, and applies its neighbours', async () => {
    topic = await harness.topic();
    await harness.send(topic, [
      { key: 'a', value: 'a1' },
      { key: 'killer', value: 'kill' },
      { key: 'b', value: 'b1' },
      { key: 'killer', value: 'behind' },
    ]);
    let deaths = 0;
    while ((await applied()).length < 2 && deaths < 6) {
      const child = start();
      await Promise.race([child.exited, eventuallyApplied(2)]);
      if (child.over) deaths += 1;
    }

    expect(deaths).toBe(4);
    await eventually(async () => (await harness.rows('SELECT FROM parked_records')).length === 2);
    expect((await applied()).map(({ value }) => value)).toEqual(['a1', 'b1']);
    const parked = await harness.rows('SELECT state, reasons FROM parked_records ORDER BY "offset"');
    expect(parked).toEqual([
      { state: 'parked', reasons: [expect.stringContaining('The process ended')] },
      { state: 'waiting', reasons: [] },
    ]);
  });

  it('does not park a record that was handled alone when the process was killed once', async () => {
    topic = await harness.topic();
    await harness.send(topic, [{ key: 'a', value: 'before' }]);
    const first = start();
    await eventuallyApplied(1);
    await first.end('SIGTERM');
    await harness.pool.query('UPDATE consumer_offsets SET unfinished_claims = 2');
    await harness.send(topic, [{ key: 'a', value: 'freeze' }]);
    const killed = start();
    await eventually(() => killed.frozen, { timeoutMs: 20_000 });
    expect(await harness.rows('SELECT alone_offset::int FROM consumer_offsets')).toEqual([{ alone_offset: 1 }]);

    await killed.end('SIGKILL');
    start();

    await eventually(
      async () => (await harness.rows('SELECT FROM consumer_offsets WHERE next_offset = 2')).length === 1,
      {
        timeoutMs: 30_000,
      },
    );
    expect((await applied()).map(({ value }) => value)).toEqual(['before', 'freeze']);
    expect(await harness.rows('SELECT FROM parked_records')).toEqual([]);
  });

  it('passes on the trace of a record, although its sender is traced too', async () => {
    topic = await harness.topic();
    const settings = { databaseUrl: harness.database.url, brokers: broker.brokers, topic, sessionTimeoutMs: 0 };
    const sender = new ConsumerProcess(settings, join(__dirname, 'traced-sender.main.ts'));
    processes.push(sender);
    await sender.exited;
    const traces: unknown[] = [];
    const onRecords = (records: KafkaRecord[]) => {
      traces.push(...records.map(({ headers }) => headers.traceparent));
    };
    await readTopic(harness.kafka, topic, { onRecords });
    const ofRequest = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(traces).toEqual([ofRequest, expect.stringMatching(/^00-[0-9a-f]{32}-/)]);
    expect(traces[1]).not.toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });
});
