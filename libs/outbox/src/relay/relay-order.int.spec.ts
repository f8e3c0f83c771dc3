import { eventually } from '@conferencing/testing';
import { OutboxStage } from '../../test/outbox-stage.js';
import { checkTopic } from '../../test/topic-check.js';

/** For a relay that is killed: its leases have to run out. */
const QUICK = {
  leaseMs: 4_000,
  sendTimeoutMs: 1_000,
  pollMs: 200,
  settleMs: 500,
  lateArrivalMs: 0,
  leaseMarginMs: 200,
};

/** For all others: no pause of a busy machine is as long as these leases. */
const PATIENT = { ...QUICK, leaseMs: 12_000, sendTimeoutMs: 8_000 };

/** A limit for work that takes a second or two on an idle machine. */
const LIMIT_MS = 60_000;

const TAKEOVERS = 'outbox_takeovers_total';

describe('relays that share one outbox', () => {
  let stage: OutboxStage;
  beforeEach(async () => (stage = await OutboxStage.open()));
  afterEach(() => stage.close());

  const drained = async () =>
    await eventually(async () => (await stage.pairs.waiting()) === 0, {
      timeoutMs: LIMIT_MS,
      what: 'an empty outbox',
    });

  it('publish every committed version once and in order while writers are at work', async () => {
    stage.relay({ leaseMs: 30_000, sendTimeoutMs: 20_000 });
    const writers = stage.writers(12);
    await eventually(() => writers.committed() > 3_000, { timeoutMs: LIMIT_MS });
    await writers.stop();
    await drained();
    const check = await checkTopic(stage.kafka, stage.topic);
    expect(check.outOfOrder).toEqual([]);
    expect(check).toMatchObject({ records: writers.committed(), repeated: 0 });
    expect(check.last).toEqual(await stage.truth());
  });

  it('lose nothing when one is killed, when one starts and when one stops', async () => {
    const first = stage.relayProcess(QUICK);
    const second = stage.relayProcess(PATIENT);
    await eventually(async () => (await stage.shares()).join() === '6,6', { timeoutMs: LIMIT_MS });
    const writers = stage.writers(6);
    await eventually(async () => (await first.metric('outbox_published_total')) > 300, { timeoutMs: LIMIT_MS });
    first.signal('SIGKILL');
    await eventually(async () => (await stage.shares()).join() === '12', { timeoutMs: LIMIT_MS });
    const third = stage.relayProcess(PATIENT);
    const fourth = stage.relayProcess(PATIENT);
    await eventually(async () => (await stage.shares()).join() === '4,4,4', { timeoutMs: LIMIT_MS });
    await eventually(async () => (await third.metric('outbox_published_total')) > 100, { timeoutMs: LIMIT_MS });
    const takeovers = async () => (await third.metric(TAKEOVERS)) + (await fourth.metric(TAKEOVERS));
    const before = await takeovers();
    second.signal('SIGTERM');
    await eventually(async () => (await stage.shares()).join() === '6,6', { timeoutMs: LIMIT_MS });
    await second.exited;
    expect(await takeovers()).toBe(before);
    await eventually(async () => (await fourth.metric('outbox_published_total')) > 100, { timeoutMs: LIMIT_MS });
    await writers.stop();
    await drained();
    const check = await checkTopic(stage.kafka, stage.topic);
    expect(check.outOfOrder).toEqual([]);
    expect(check.records - check.repeated).toBe(writers.committed());
    expect(check.last).toEqual(await stage.truth());
  });

  it('publish rows that commit long after rows with higher numbers were published', async () => {
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
