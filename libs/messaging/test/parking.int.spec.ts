import { closedGate, eventually, requiredSetting } from '@conferencing/testing';
import { Client, Pool } from 'pg';
import { type Gauge, Registry } from 'prom-client';
import { ConsumerMetrics } from '../src/consumer/consumer-metrics.js';
import { PoisonRecordError, TransientFailure } from '../src/apply/apply.errors.js';
import type { BatchHandler } from '../src/apply/batch-handler.js';
import type { RecordBatch } from '../src/apply/record-batch.js';
import { ParkedRecords } from '../src/parking/parked-records.js';
import { SETTLE_RETRIES } from '../src/parking/settle-retries.sql.js';
import { Harness, appendRows, silent } from './harness.js';

/** Fails for records that `isBad`, like a handler that does not know which record of its batch it was. */
function failing(isBad: (value: string) => boolean): BatchHandler {
  return async (batch, context) => {
    for (const { value } of batch.records) {
      if (isBad(String(value))) throw new RangeError(`Cannot apply ${String(value)}`);
    }
    await appendRows(batch, context);
  };
}

const text = ({ records }: RecordBatch): string => records.map(({ value }) => String(value)).join();

describe('parking', () => {
  let harness: Harness;
  let parked: ParkedRecords;
  beforeAll(async () => {
    harness = await Harness.start();
    parked = new ParkedRecords(harness.pool);
  });
  afterEach(() => harness.clear());
  afterAll(() => harness.stop());

  const values = async (): Promise<(string | null)[]> => (await harness.applied()).map(({ value }) => value);
  const offsetReached = (offset: number): Promise<true> =>
    eventually(async () => {
      const rows = await harness.rows<{ next_offset: string }>('SELECT next_offset FROM consumer_offsets');
      return Number(rows[0]?.next_offset) === offset && (true as const);
    });

  it('sets the bad record and its followers aside, in order, while all other keys go on', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [
      { key: 'a', value: 'a1' },
      { key: 'b', value: 'b1' },
      { key: 'a', value: 'a2 bad', headers: { source: 'test' } },
      { key: 'a', value: 'a3' },
      { key: 'b', value: 'b2' },
    ]);
    harness.consume(
      topic,
      failing((value) => value.includes('bad')),
    );
    await offsetReached(5);
    await harness.send(topic, [
      { key: 'a', value: 'a4' },
      { key: 'b', value: 'b3' },
    ]);
    await offsetReached(7);

    expect((await values()).toSorted()).toEqual(['a1', 'b1', 'b2', 'b3']);
    const list = await parked.list({ topic });
    expect(list.map(({ offset, key, state }) => [offset, key, state])).toEqual([
      ['2', 'a', 'parked'],
      ['3', 'a', 'waiting'],
      ['5', 'a', 'waiting'],
    ]);
    const shown = await parked.show(list[0]?.id ?? '');
    expect(shown).toMatchObject({ reasons: ['RangeError: Cannot apply a2 bad'], attempts: 1 });
    expect(shown.record).toMatchObject({ value: Buffer.from('a2 bad'), headers: { source: 'test' } });
  });

  it.each([true, false])(
    'finds what a statement was refused for that nobody waited for (pipeline: %s)',
    async (pipeline) => {
      const topic = await harness.topic();
      const pool = new Pool({ connectionString: harness.database.url, pipeline });
      const refusing: BatchHandler = async (batch, context) => {
        await appendRows(batch, context);
        await context.send({
          text: `SELECT 1 / CASE WHEN $1::text LIKE '%bad%' THEN 0 ELSE 1 END`,
          values: [text(batch)],
        });
        // Fails as well, but only because the one before has.
        if (pipeline) await context.query('SELECT 1');
      };
      await harness.send(topic, [
        { key: 'a', value: 'a1' },
        { key: 'b', value: 'b1 bad' },
        { key: 'c', value: 'c1' },
      ]);
      const consumer = harness.consume(topic, refusing, { pool });
      await offsetReached(3);

      expect((await values()).toSorted()).toEqual(['a1', 'c1']);
      const [bad, ...others] = await parked.list({ topic });
      expect(others).toEqual([]);
      expect(await parked.show(bad?.id ?? '')).toMatchObject({ reasons: ['error: division by zero'], attempts: 1 });
      await consumer.stop();
      await pool.end();
    },
  );

  it('retries a key in order after its cause is removed, and then continues with the key', async () => {
    const topic = await harness.topic();
    let broken = true;
    await harness.send(topic, [
      { key: 'a', value: 'a1 bad' },
      { key: 'a', value: 'a2' },
      { key: 'b', value: 'b1' },
    ]);
    harness.consume(
      topic,
      failing((value) => broken && value.includes('bad')),
    );
    await offsetReached(3);

    const failed = await parked.retry({ topic });
    expect(failed).toMatchObject({ requested: 2, applied: 0, pending: 0, failed: [{ reasons: [expect.any(String)] }] });
    expect((await parked.list({ topic })).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['parked', 2],
      ['waiting', 0],
    ]);

    broken = false;
    expect(await parked.retry({ topic })).toEqual({ requested: 2, applied: 2, failed: [], pending: 0 });
    await harness.send(topic, [{ key: 'a', value: 'a3' }]);
    await eventually(async () => (await values()).length === 4);
    expect(await values()).toEqual(['b1', 'a1 bad', 'a2', 'a3']);
    expect(await parked.list({ topic })).toEqual([]);
  });

  it('continues a retry during which the database was lost', async () => {
    const topic = await harness.topic();
    const { database } = harness;
    const server = new Client({ connectionString: requiredSetting('TEST_DATABASE_URL') });
    await server.connect();
    const acceptConnections = (accept: boolean): Promise<unknown> =>
      server.query(`ALTER DATABASE "${database.name}" ALLOW_CONNECTIONS ${accept}`);
    const putOff = closedGate();
    const debug = (line: { duty?: string }): void => {
      if (line.duty === 'redrive') putOff.open();
    };
    let retries = 0;
    // The only connection: when it is lost, nothing reaches the database.
    const pool = new Pool({ connectionString: database.url, max: 1, pipeline: true });
    pool.on('error', () => undefined);
    const consumer = harness.consume(
      topic,
      async (batch, context) => {
        if (!context.origin.redrive) throw new RangeError('Cannot apply it');
        retries += 1;
        if (retries === 1) {
          await acceptConnections(false);
          await context.query('SELECT pg_terminate_backend(pg_backend_pid())');
        }
        await appendRows(batch, context);
      },
      { pool, log: { ...silent, debug } },
    );
    try {
      await harness.send(topic, [{ key: 'a', value: 'a1' }]);
      await offsetReached(1);
      await parked.retry({ topic }, { waitMs: 0 });
      await putOff.opened;
      expect((await parked.list({ topic })).map(({ state }) => state)).toEqual(['retrying']);
    } finally {
      await acceptConnections(true);
      await server.end();
    }

    await eventually(async () => (await values()).length === 1);
    expect(await parked.list({ topic })).toEqual([]);
    await consumer.stop();
    await pool.end();
  });

  it('continues a retry that the next owner had counted as fatal', async () => {
    const topic = await harness.topic();
    let broken = true;
    await harness.send(topic, [{ key: 'a', value: 'a1' }]);
    harness.consume(
      topic,
      failing(() => broken),
    );
    await offsetReached(1);
    broken = false;
    const next = await harness.pool.connect();
    await next.query('BEGIN; SELECT FROM consumer_offsets FOR UPDATE');
    await parked.retry({ topic }, { waitMs: 0 });
    await eventually(async () => (await parked.list({ topic, state: 'retrying' })).length === 1);
    await next.query(`UPDATE consumer_offsets SET epoch = epoch + 1, owner = 'next'`);
    await next.query(SETTLE_RETRIES, [`group.${topic}`, [topic], [0]]);
    await next.query('COMMIT');
    next.release();
    // With its next batch, the first owner detects that it has lost the partition, and claims it again.
    await harness.send(topic, [{ key: 'b', value: 'b1' }]);

    await eventually(async () => (await values()).length === 2);
    expect((await values()).toSorted()).toEqual(['a1', 'b1']);
    expect(await parked.list({ topic })).toEqual([]);
  });

  it('does not touch a retry of the next owner', async () => {
    const topic = await harness.topic(2);
    let broken = true;
    harness.consume(
      topic,
      failing(() => broken),
    );
    for (const partition of [0, 1]) {
      await harness.send(topic, [{ key: null, value: `p${partition}`, partition }]);
      await eventually(async () => (await parked.list({ topic })).length === partition + 1);
    }
    broken = false;
    await harness.pool.query(`UPDATE consumer_offsets SET epoch = epoch + 1, owner = 'next' WHERE partition = 0`);
    await harness.pool.query(`UPDATE parked_records
      SET state = CASE partition WHEN 0 THEN 'retrying' ELSE 'retry_requested' END`);

    await eventually(async () => (await values()).length === 1);
    expect(await values()).toEqual(['p1']);
    expect((await parked.list({ topic })).map(({ partition, state }) => [partition, state])).toEqual([[0, 'retrying']]);
  });

  it('retries the followers of a discarded record', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [
      { key: 'a', value: 'bad' },
      { key: 'a', value: 'a2' },
    ]);
    harness.consume(
      topic,
      failing((value) => value === 'bad'),
    );
    await offsetReached(2);

    const head = (await parked.list({ topic, state: 'parked' }))[0];
    expect(await parked.discard({ ids: [head?.id ?? ''] })).toEqual({ discarded: 1, released: 1 });

    await eventually(async () => (await values()).includes('a2'));
    expect(await parked.list({ topic })).toEqual([]);
  });

  it('parks the records that the handler names, with its reasons, and calls it again with the others', async () => {
    const topic = await harness.topic();
    await harness.send(topic, [
      { key: 'a', value: 'ok' },
      { key: 'b', value: '{not json' },
      { key: 'c', value: null },
      { key: null, value: 'no key' },
      { key: null, value: 'fine' },
      { key: 'x'.repeat(20_000), value: 'bad \0', headers: { odd: 'a\0b', twice: ['1', 'a\0b'] } },
    ]);
    harness.consume(topic, async (batch, context) => {
      const poison = batch.records.filter(({ value }) => !['ok', 'fine'].includes(String(value)));
      const reasons = ['code: it is \0 wrong', 'another reason'];
      if (poison.length > 0) throw new PoisonRecordError(poison.map((record) => ({ record, reasons })));
      await appendRows(batch, context);
    });
    await offsetReached(6);

    expect(await values()).toEqual(['ok', 'fine']);
    const list = await parked.list({ topic });
    expect(list.map(({ offset, state }) => [offset, state])).toEqual([
      ['1', 'parked'],
      ['2', 'parked'],
      ['3', 'parked'],
      ['5', 'parked'],
    ]);
    expect(list[0]?.reasons).toEqual(['code: it is  wrong', 'another reason']);
    expect((await parked.show(list[3]?.id ?? '')).record).toMatchObject({
      headers: { odd: 'a\0b', twice: ['1', 'a\0b'] },
      value: Buffer.from('bad \0'),
      key: Buffer.from('x'.repeat(20_000)),
    });
  });

  it('keeps no subtransaction of the records that failed', async () => {
    const topic = await harness.topic();
    const bad = Array.from({ length: 80 }, (_, index) => ({ key: `k${index}`, value: 'bad' }));
    await harness.send(topic, [...bad, { key: 'a', value: 'good' }]);
    let open: unknown;
    const counting: BatchHandler = async (batch, context) => {
      if (batch.records.some(({ value }) => String(value) === 'bad')) throw new RangeError('Cannot apply it');
      await appendRows(batch, context);
      const { rows } = await context.query(`SELECT subxact_count AS count, subxact_overflowed AS overflowed
        FROM pg_stat_get_backend_idset() AS id, pg_stat_get_backend_subxact(id)
       WHERE pg_stat_get_backend_pid(id) = pg_backend_pid()`);
      open = rows[0];
    };
    harness.consume(topic, counting, { breaker: { unexpectedKeys: 100 } });
    await offsetReached(81);

    expect(await values()).toEqual(['good']);
    expect(open).toEqual({ count: 1, overflowed: false });
  });

  it('parks nothing while a dependency of the handler is unreachable', async () => {
    const topic = await harness.topic();
    let away = 3;
    await harness.send(topic, [
      { key: 'a', value: 'a1' },
      { key: 'b', value: 'b1' },
    ]);
    harness.consume(topic, async (batch, context) => {
      away -= 1;
      if (away >= 0) throw new TransientFailure('The directory is away');
      await appendRows(batch, context);
    });
    await offsetReached(2);

    expect(await values()).toEqual(['a1', 'b1']);
    expect(await parked.list({ topic })).toEqual([]);
  });

  it('pauses the partition instead if many keys fail, reports it, and recovers by itself', async () => {
    const topic = await harness.topic();
    let broken = true;
    await harness.send(
      topic,
      Array.from({ length: 40 }, (_, index) => ({ key: `k${index}`, value: `v${index}` })),
    );
    const consumer = harness.consume(
      topic,
      failing(() => broken),
    );
    await eventually(() => consumer.status().problems.some((problem) => problem.includes('keys fail at once')));
    expect(await parked.list({ topic })).toEqual([]);

    broken = false;
    await eventually(async () => (await values()).length === 40);
    expect(consumer.status()).toEqual({ ready: true, problems: [] });
  });

  it('delays the partition for a limited time if many records are refused', async () => {
    const topic = await harness.topic();
    const flood = Array.from({ length: 40 }, (_, index) => ({ key: `k${index}`, value: 'garbage' }));
    await harness.send(topic, [...flood, { key: 'a', value: 'good' }]);
    const breaker = { refusedKeys: 10, windowMs: 1_000 };
    const refusing: BatchHandler = async (batch, context) => {
      const poison = batch.records.filter(({ value }) => String(value) === 'garbage');
      if (poison.length > 0) throw new PoisonRecordError(poison.map((record) => ({ record, reasons: ['garbage'] })));
      await appendRows(batch, context);
    };
    const consumer = harness.consume(topic, refusing, { breaker });
    await eventually(() => consumer.status().problems.some((problem) => problem.includes('keys fail at once')));
    expect(await parked.list({ topic })).toEqual([]);

    await eventually(async () => (await values()).includes('good'));
    expect(await parked.list({ topic })).toHaveLength(flood.length);
    expect(consumer.status()).toEqual({ ready: true, problems: [] });
  });

  it('is counted currently, even if an operator discards records', async () => {
    const topic = await harness.topic();
    const registry = new Registry();
    await harness.send(topic, [
      { key: 'a', value: 'bad' },
      { key: 'a', value: 'waits' },
      { key: null, value: 'bad' },
    ]);
    harness.consume(
      topic,
      failing((value) => value === 'bad'),
      { metrics: new ConsumerMetrics(registry) },
    );
    const metrics = () =>
      Promise.all(
        ['messaging_parked_keys', 'messaging_parked_records'].map(
          async (name) => (await (registry.getSingleMetric(name) as Gauge).get()).values[0]?.value,
        ),
      );
    await eventually(async () => expect(await metrics()).toEqual([1, 2]) === undefined);
    await parked.discard({ topic });
    await eventually(async () => expect(await metrics()).toEqual([0, 0]) === undefined);
    expect(await (registry.getSingleMetric('messaging_consumer_ready') as Gauge).get()).toMatchObject({
      values: [{ value: 1 }],
    });
  });

  it('accepts any number of records that are too deep or too large, which is no fault of the handler', async () => {
    const topic = await harness.topic();
    const records = Array.from({ length: 15 }, (_, index) => ({ key: `k${index}`, value: 'deep' }));
    await harness.send(topic, [...records, { key: 'b', value: 'good' }]);
    const deep = (levels: number): number => (levels === 0 ? 0 : 1 + deep(levels - 1));
    const consumer = harness.consume(topic, async (batch, context) => {
      if (text(batch).includes('deep')) deep(10_000_000);
      await appendRows(batch, context);
    });

    await eventually(async () => (await values()).includes('good'));
    expect(await parked.list({ topic })).toHaveLength(records.length);
    expect(consumer.status()).toEqual({ ready: true, problems: [] });
  });
});
