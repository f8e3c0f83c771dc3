import { Client } from 'pg';
import { committed, expectDelivered } from '../delivery.js';
import type { Stage } from '../stage.js';
import { Writing } from '../writing.js';

export function terminatedOwner(stage: Stage): void {
  const waiting = async (): Promise<number> => {
    const client = new Client({ connectionString: stage.system.databases.conferencing.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox');
      return rows[0]!.count;
    } finally {
      await client.end();
    }
  };

  describe('one that gets SIGTERM under load', () => {
    it('answers open requests, publishes its changes, and exits with 0', async () => {
      const before = await committed(stage);
      const writing = new Writing(stage);
      await writing.more(150);
      expect(await stage.owner.stop()).toBe(0);
      await writing.stop();

      expect(writing.refused.filter(({ answer }) => !answer.startsWith('503 '))).toEqual([]);
      expect(await waiting()).toBe(0);
      await stage.startOwnerAgain();
      // A refused request has changed nothing; every change was answered with 200.
      expect((await committed(stage)) - before).toBe(writing.done);
      await expectDelivered(stage);
    });
  });
}
