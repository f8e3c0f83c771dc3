import { expectDelivered } from './delivery.js';
import { Stage } from './stage.js';
import { Writing } from './writing.js';

describe('a conferencing process that is killed under writes', () => {
  const stage = new Stage();

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  it('loses nothing and keeps the order after it is started again', async () => {
    let owner = stage.system.conferencing;
    const writing = new Writing(stage);
    for (let kill = 0; kill < 2; kill += 1) {
      await writing.more(150);
      await owner.process.kill();
      owner = await stage.startProcess('conferencing', owner.settings);
    }
    await writing.more(50);
    await writing.stop();
    expect(writing.refused).toEqual([]);
    await expectDelivered(stage, { owner });
  });
});
