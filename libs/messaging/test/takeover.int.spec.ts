import { closedGate, eventually } from '@conferencing/testing';
import { Harness, appendRows, testKafka } from './harness.js';

interface Claim {
  owner: string | null;
  unfinished_claims: number;
  [column: string]: unknown;
}

describe('a partition that changes hands', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await Harness.start();
  });
  afterEach(() => harness.clear());
  afterAll(() => harness.stop());

  const claim = async (): Promise<Claim | undefined> =>
    (await harness.rows<Claim>('SELECT owner, unfinished_claims FROM consumer_offsets'))[0];

  it('is released with its current batch applied, before the group can reassign it', async () => {
    const topic = await harness.topic();
    const gate = closedGate();
    let begun = false;
    const whenLeaving: { owner: string | null | undefined; applied: number }[] = [];
    const kafka = testKafka();
    const consumerOf = kafka.consumer.bind(kafka);
    kafka.consumer = (options) => {
      const consumer = consumerOf(options);
      const close = consumer.close.bind(consumer);
      consumer.close = async () => {
        whenLeaving.push({ owner: (await claim())?.owner, applied: (await harness.applied()).length });
        await close();
      };
      return consumer;
    };
    const consumer = harness.consume(
      topic,
      async (batch, context) => {
        begun = true;
        await gate.opened;
        await appendRows(batch, context);
      },
      { kafka },
    );
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await eventually(() => begun);

    const stopped = consumer.stop();
    gate.open();
    await stopped;

    expect(whenLeaving).toEqual([{ owner: null, applied: 1 }]);
  });

  it('does not count an owner as dead that was only slower than the next one', async () => {
    const topic = await harness.topic();
    const slow = harness.consume(topic, appendRows);
    await harness.send(topic, [{ key: 'a', value: '1' }]);
    await eventually(async () => (await harness.applied()).length === 1);
    await harness.pool.query(
      `UPDATE consumer_offsets SET epoch = epoch + 1, owner = 'next', unfinished_claims = unfinished_claims + 1`,
    );
    expect(await claim()).toEqual({ owner: 'next', unfinished_claims: 1 });

    await slow.stop();

    expect(await claim()).toEqual({ owner: 'next', unfinished_claims: 0 });
  });
});
