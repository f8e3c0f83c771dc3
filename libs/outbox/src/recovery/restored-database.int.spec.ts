import { eventually } from '@conferencing/testing';
import { produceWithJava } from '../../../messaging/test/foreign-producer.js';
import { Backup } from '../../test/backup.js';
import { OutboxStage } from '../../test/outbox-stage.js';
import { readPair } from '../../test/relay-headers.js';
import { checkTopic } from '../../test/topic-check.js';
import { KafkaShownTopic } from './kafka-shown-topic.js';

const RESTORES = { timeoutMs: 120_000 };

describe('a database that was restored to an older state', () => {
  let stage: OutboxStage;
  beforeEach(async () => {
    stage = await OutboxStage.open();
  });
  afterEach(() => stage.close());

  const published = () => eventually(async () => (await stage.pairs.waiting()) === 0, RESTORES);
  const write = async (key: string, ...bodies: string[]) => {
    for (const body of bodies) await stage.pairs.write(key, JSON.stringify(body));
  };
  const lost = async () => (await stage.pool.query('SELECT aggregateid AS key, version FROM outbox_lost_keys')).rows;
  const endsWith = (versions: Record<string, number>) =>
    eventually(async () => {
      const { last } = await checkTopic(stage.kafka, stage.topic);
      return Object.entries(versions).every(([key, version]) => last.get(key) === version);
    }, RESTORES);

  /** Published up to 2 before the backup, up to 6 after it; `new` appears only after it, `still` only before it. */
  async function lose(): Promise<Backup> {
    await write('still', 'one', 'two');
    await write('k', 'one', 'two');
    await published();
    const backup = await Backup.of(stage.pool);
    await write('k', 'lost 3', 'lost 4', 'lost 5', 'lost 6');
    await write('new', 'lost 1', 'lost 2');
    await published();
    return backup;
  }

  async function expectOneMeaning(): Promise<void> {
    const { twoMeanings, last } = await checkTopic(stage.kafka, stage.topic);
    expect(twoMeanings).toEqual([]);
    expect(last.get('still')).toBe(2);
    const truth = await stage.truth();
    for (const [key, version] of truth) expect([key, last.get(key)]).toEqual([key, version]);
  }

  it.each(['TRUNCATE', 'DELETE FROM'] as const)(
    'under a running relay (%s): no version gets a second meaning, even if a write comes at once',
    async (by) => {
      stage.relay({ leaseMs: 1_000, sendTimeoutMs: 300, leaseMarginMs: 100 });
      const backup = await lose();
      await backup.restore(by);
      await write('k', 'true 3');
      await endsWith({ k: 7 });
      await published();
      await expectOneMeaning();
      expect(await lost()).toEqual([{ key: 'new', version: '2' }]);

      await write('new', 'true 1');
      await endsWith({ new: 3 });
      expect(await lost()).toEqual([]);
      await expectOneMeaning();
    },
  );

  it('between two relays: the next one reads the lost records before it publishes', async () => {
    const { relay } = stage.relay();
    const backup = await lose();
    await relay.stop();
    await backup.restore();
    await write('k', 'true 3', 'true 4', 'true 5', 'true 6', 'true 7', 'true 8');
    stage.relay({ leaseMs: 1_000, sendTimeoutMs: 300, leaseMarginMs: 100 });
    await endsWith({ k: 9 });
    await published();
    await expectOneMeaning();
  });

  it('is recovered although the topic has an unreadable range', async () => {
    const { relay } = stage.relay();
    const backup = await lose();
    await produceWithJava([{ topic: stage.topic, codec: 'zstd', values: [`zeros*${70 * 1_048_576}`] }]);
    await relay.stop();
    await backup.restore();
    // Longer than the decompression holds the process up on a slow machine.
    stage.relay({ leaseMs: 5_000, sendTimeoutMs: 1_000, leaseMarginMs: 500 });
    await write('k', 'true 3');
    await endsWith({ k: 7 });
    await published();
    await expectOneMeaning();
  });

  it('is recognised after an orderly stop: nothing is read, nothing is published again', async () => {
    const { relay } = stage.relay();
    await lose();
    await relay.stop();
    const { rows } = await stage.pool.query<{ next: string[] }>(
      'SELECT next_offsets::text[] AS next FROM outbox_topics',
    );
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const topic = new KafkaShownTopic(stage.kafka, stage.topic, readPair, log);
    const { ends } = await topic.position().finally(() => topic.close());
    expect(rows[0]?.next.map(BigInt)).toEqual(ends);

    const { records } = await checkTopic(stage.kafka, stage.topic);
    stage.relay();
    await write('after', 'one');
    await endsWith({ after: 1 });
    expect((await checkTopic(stage.kafka, stage.topic)).records).toBe(records + 1);
    expect(await lost()).toEqual([]);
  });
});
