import { Client } from 'pg';
import { committed, expectDelivered } from './delivery.js';
import { Stage } from './stage.js';
import { Writing } from './writing.js';

describe('a conferencing process that gets SIGTERM under load', () => {
  const stage = new Stage();

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

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

  it('answers open requests, publishes its changes, and exits with 0', async () => {
    const { conferencing } = stage.system;
    const before = await committed(stage, conferencing);
    const writing = new Writing(stage);
    await writing.more(150);
    expect(await conferencing.stop()).toBe(0);
    await writing.stop();

    expect(writing.refused.filter(({ answer }) => !answer.startsWith('503 '))).toEqual([]);
    expect(await waiting()).toBe(0);
    const owner = await stage.startProcess('conferencing', conferencing.settings);
    // A refused request has changed nothing; every change was answered with 200.
    expect((await committed(stage, owner)) - before).toBe(writing.done);
    await expectDelivered(stage, { owner });
  });
});
