import { eventually } from '@conferencing/testing';
import { expectDelivered, expectHistoriesWhole } from './delivery.js';
import { metricOf, Stage } from './stage.js';
import { Writing } from './writing.js';

describe('one of two read-models processes that is killed under writes', () => {
  const stage = new Stage();

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  it('is replaced by the other one, with nothing lost and nothing recorded twice', async () => {
    const killed = stage.system.readModels;
    const left = await stage.startProcess('read-models', stage.system.readModelsSettings);
    const writing = new Writing(stage);
    await eventually(async () => (await metricOf(left, 'messaging_records_total')) > 0, {
      timeoutMs: 20_000,
      what: 'both processes to have partitions',
    });
    await writing.more(100);
    await killed.process.kill();
    await writing.more(150);
    await writing.stop();
    await expectDelivered(stage, { reader: left });
    await expectHistoriesWhole(stage, left);
  });
});
