import { eventually, startPrivatePostgres, type PrivatePostgres } from '@conferencing/testing';
import { OutboxStage } from '../../test/outbox-stage.js';
import { checkTopic } from '../../test/topic-check.js';
import { OutboxControl } from '../outbox-control.js';

const QUICK = { pollMs: 200, settleMs: 200, lateArrivalMs: 0, sampleMs: 200 };
const PATIENCE_MS = 60_000;

describe('a relay whose database crashes', () => {
  let postgres: PrivatePostgres;
  let stage: OutboxStage;

  beforeAll(
    async () => (postgres = await startPrivatePostgres({ synchronous_commit: 'on', wal_writer_delay: 10_000 })),
  );
  afterAll(() => postgres.stop());
  beforeEach(async () => (stage = await OutboxStage.open({ databaseServer: postgres.url })));
  afterEach(() => stage.close());

  const drained = () =>
    eventually(async () => (await stage.pairs.waiting()) === 0, { timeoutMs: PATIENCE_MS, what: 'an empty outbox' });
  const crash = async () => {
    await postgres.process.kill();
    await postgres.restart();
  };
  const expectTruth = async () => {
    expect((await checkTopic(stage.kafka, stage.topic)).last).toEqual(await stage.truth());
  };

  it('ends with the newest version of each key, even after a later orderly release', async () => {
    const { relay } = stage.relay(QUICK);
    const writers = stage.writers(6);
    await eventually(() => writers.committed() > 500, { timeoutMs: PATIENCE_MS });
    await crash();
    const before = writers.committed();
    await eventually(() => writers.committed() > before + 200, { timeoutMs: PATIENCE_MS });
    await writers.stop();
    await drained();
    await relay.stop();
    stage.relay(QUICK);
    await stage.pairs.write('after', '{}');
    await drained();
    expect((await new OutboxControl(stage.pool).status()).pending).toBe(0);
    await expectTruth();
  });

  it('publishes rows again whose removal was lost, and the newest version of their keys after them', async () => {
    await stage.losesWhatIsNotFlushed();
    const { relay } = stage.relay(QUICK);
    for (let version = 1; version <= 3; version += 1) await stage.pairs.write('pair', `{"n":${version}}`);
    await drained();
    await crash();
    expect(await stage.pairs.waiting()).toBeGreaterThan(0);
    await stage.pairs.write('pair', '{"n":4}');
    await drained();
    await relay.stop();
    stage.relay(QUICK);
    await stage.pairs.write('after', '{}');
    await drained();
    await expectTruth();
  });
});
