import { eventually, startPrivateKafka, type PrivateKafka } from '@conferencing/testing';
import type { Registry } from 'prom-client';
import { OutboxStage } from '../../test/outbox-stage.js';
import { checkTopic } from '../../test/topic-check.js';
import { OutboxControl } from '../outbox-control.js';

describe('a relay without its broker', () => {
  let kafka: PrivateKafka;
  let stage: OutboxStage;

  beforeAll(async () => {
    kafka = await startPrivateKafka();
    stage = await OutboxStage.open({ brokers: [kafka.brokers] });
  });
  afterAll(async () => {
    await stage.close();
    await kafka.stop();
  });

  const value = async (registry: Registry, name: string): Promise<number> =>
    ((await registry.getSingleMetric(name)?.get())?.values ?? []).reduce((sum, entry) => sum + entry.value, 0);

  it('runs, starts, holds a bounded number of rows, and delivers all when the broker is back', async () => {
    const before = stage.relay({ fetchRows: 120, sendTimeoutMs: 1_000 });
    for (let n = 0; n < 20; n += 1) await stage.pairs.write(`before-${n}`, '{}');
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 30_000 });

    await kafka.process.stop();
    const during = stage.relay({ fetchRows: 120, sendTimeoutMs: 1_000 });
    await stage.pairs.fill(5_000, 500, ',"body":"x"}');
    const failures = () => value(before.registry, 'outbox_send_failures_total');
    await eventually(async () => (await failures()) >= 2, { timeoutMs: 30_000 });
    // A relay that has not looked at the topic takes no partition.
    expect(await value(during.registry, 'outbox_leases_owned')).toBe(0);
    const { pending, oldestSeconds } = await new OutboxControl(stage.pool).status();
    expect(pending).toBe(5_000);
    expect(oldestSeconds).toBeGreaterThan(0);

    await kafka.restart();
    await eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: 30_000 });
    const check = await checkTopic(stage.kafka, stage.topic);
    expect(check.outOfOrder).toEqual([]);
    expect(check.last).toEqual(await stage.truth());
    await eventually(async () => (await value(during.registry, 'outbox_leases_owned')) > 0, { timeoutMs: 30_000 });
  });
});
