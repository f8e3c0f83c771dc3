import { eventually } from '@conferencing/testing';
import { OutboxStage } from '../../test/outbox-stage.js';
import { checkTopic } from '../../test/topic-check.js';
import { startWriters } from '../../test/writers.js';

const QUICK = { leaseMs: 3_000, sendTimeoutMs: 1_000, pollMs: 200, settleMs: 500, leaseMarginMs: 200 };

describe('relays that share one outbox', () => {
  let stage: OutboxStage;
  beforeEach(async () => (stage = await OutboxStage.open()));
  afterEach(() => stage.close());

  const drained = async () =>
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 30_000, what: 'an empty outbox' });

  it('publish every committed version once and in order while writers are at work', async () => {
    stage.relay();
    const writers = startWriters(stage.pairs, 12);
    await eventually(() => writers.committed() > 3_000, { timeoutMs: 30_000 });
    await writers.stop();
    await drained();
    const check = await checkTopic(stage.kafka, stage.topic);
    expect(check.outOfOrder).toEqual([]);
    expect(check).toMatchObject({ records: writers.committed(), repeated: 0 });
    expect(check.last).toEqual(await stage.truth());
  });

  it('lose nothing when one is killed, when one joins and when one leaves', async () => {
    const first = stage.relayProcess(QUICK);
    const second = stage.relayProcess(QUICK);
    await eventually(async () => (await stage.shares()).join() === '6,6', { timeoutMs: 20_000 });
    const writers = startWriters(stage.pairs, 6);
    await eventually(async () => (await first.metric('outbox_published_total')) > 300, { timeoutMs: 20_000 });
    first.signal('SIGKILL');
    await eventually(async () => (await stage.shares()).join() === '12', { timeoutMs: 15_000 });
    const third = stage.relayProcess(QUICK);
    const fourth = stage.relayProcess(QUICK);
    await eventually(async () => (await stage.shares()).join() === '4,4,4', { timeoutMs: 20_000 });
    await eventually(async () => (await third.metric('outbox_published_total')) > 100, { timeoutMs: 20_000 });
    second.signal('SIGTERM');
    const asked = performance.now();
    await eventually(async () => (await stage.shares()).join() === '6,6', { timeoutMs: 15_000 });
    expect(performance.now() - asked).toBeLessThan(QUICK.leaseMs);
    await second.exited;
    await eventually(async () => (await fourth.metric('outbox_published_total')) > 100, { timeoutMs: 20_000 });
    await writers.stop();
    await drained();
    const check = await checkTopic(stage.kafka, stage.topic);
    expect(check.outOfOrder).toEqual([]);
    expect(check.records - check.repeated).toBe(writers.committed());
    expect(check.last).toEqual(await stage.truth());
  });

  it('publish what commits long after rows with higher numbers were published', async () => {
    stage.relay();
    let commit: () => void = () => undefined;
    const early = stage.pairs.writeSlowly('early', '{}', async () => {
      await new Promise<void>((resolve) => (commit = resolve));
      return 'commit';
    });
    for (let n = 0; n < 50; n += 1) await stage.pairs.write(`later-${n}`, '{}');
    await drained();
    await stage.pairs.write('later-0', '{}');
    await drained();
    commit();
    await early;
    await drained();
    expect((await checkTopic(stage.kafka, stage.topic)).last).toEqual(await stage.truth());
  });
});
