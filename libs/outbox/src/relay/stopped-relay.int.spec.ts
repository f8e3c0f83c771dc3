import { within } from '@conferencing/kernel';
import { eventually, SilentWay } from '@conferencing/testing';
import { LateBroker } from '../../test/late-broker.js';
import { OutboxStage } from '../../test/outbox-stage.js';
import { checkTopic } from '../../test/topic-check.js';

const QUICK = { leaseMs: 2_000, sendTimeoutMs: 800, pollMs: 200, leaseMarginMs: 200, drainMs: 300 };
const PATIENCE_MS = 20_000;

describe('a relay that is stopped', () => {
  let stage: OutboxStage;
  beforeEach(async () => (stage = await OutboxStage.open()));
  afterEach(() => stage.close());

  const lastVersion = async () => (await checkTopic(stage.kafka, stage.topic)).last.get('pair');
  const drained = () => eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: PATIENCE_MS });

  /** The next owner takes over, then publishes a newer version; a record of the stopped relay arrives after it. */
  async function expectRepair(broker: LateBroker): Promise<void> {
    stage.relay(QUICK);
    await stage.pairs.write('other', '{}');
    await drained();
    await stage.pairs.write('pair', '{"second":true}');
    await drained();
    expect(await lastVersion()).toBe(2);
    await broker.write();
    expect(await lastVersion()).toBe(1);
    await eventually(async () => (await lastVersion()) === 2, { timeoutMs: PATIENCE_MS });
  }

  it('leaves a send without an answer as doubtful, so that the next owner repairs it if it arrives late', async () => {
    const broker = new LateBroker(stage.kafka, stage.topic);
    const { relay } = stage.relay(QUICK, { createProducer: broker.createProducer });
    await stage.pairs.write('pair', '{"first":true}');
    await broker.reached;
    await relay.stop();
    await expectRepair(broker);
  });

  it('does so even if the send was repeated with success', async () => {
    const broker = new LateBroker(stage.kafka, stage.topic);
    const { relay } = stage.relay(QUICK, { createProducer: broker.createProducer });
    await stage.pairs.write('pair', '{"first":true}');
    await drained();
    await relay.stop();
    await expectRepair(broker);
  });

  it('is repaired once more, because the kernel of a dead process may deliver after the first repair', async () => {
    const broker = new LateBroker(stage.kafka, stage.topic);
    const { relay } = stage.relay(QUICK, { createProducer: broker.createProducer });
    await stage.pairs.write('pair', '{"first":true}');
    await broker.reached;
    await relay.stop();

    const { registry } = stage.relay({ ...QUICK, settleMs: 200, lateArrivalMs: 6_000 });
    const repairs = registry.getSingleMetric('outbox_stale_repairs_total')!;
    await eventually(async () => ((await repairs.get()).values[0]?.value ?? 0) > 0, { timeoutMs: PATIENCE_MS });
    await stage.pairs.write('pair', '{"second":true}');
    await drained();
    await broker.write();
    expect(await lastVersion()).toBe(1);
    await eventually(async () => (await lastVersion()) === 2, { timeoutMs: PATIENCE_MS });
  });

  it('releases its leases when no send is doubtful', async () => {
    // No send of a busy machine is doubtful after so long.
    const { relay } = stage.relay({ ...QUICK, leaseMs: 30_000, sendTimeoutMs: 20_000, drainMs: 20_000 });
    await stage.pairs.write('pair', '{}');
    await drained();
    await relay.stop();
    expect(await stage.shares()).toEqual([]);
  });

  it('stops although its database does not answer', async () => {
    const way = await SilentWay.to(stage.databaseUrl);
    const { relay } = stage.relay(QUICK, { connectionString: way.url });
    await eventually(async () => (await stage.shares()).join() === '12', { timeoutMs: PATIENCE_MS });
    way.silence();
    expect(await within(15_000, relay.stop())).toBe(true);
    way.close();
  });
});
