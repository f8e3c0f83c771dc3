import { expectDelivered } from '../delivery.js';
import type { Stage } from '../stage.js';
import { Writing } from '../writing.js';

export function killedOwner(stage: Stage): void {
  describe('one that is killed under writes', () => {
    it('loses nothing and keeps the order after it is started again', async () => {
      const writing = new Writing(stage);
      for (let kill = 0; kill < 2; kill += 1) {
        await writing.more(150);
        await stage.owner.process.kill();
        await stage.startOwnerAgain();
      }
      await writing.more(50);
      await writing.stop();
      expect(writing.refused).toEqual([]);
      await expectDelivered(stage);
    });
  });
}
