import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@conferencing/testing';
import { expectDelivered } from './delivery.js';
import { Stage } from './stage.js';
import { Writing } from './writing.js';

const AWAY_MS = 3_000;

describe('while Kafka is away', () => {
  const stage = new Stage();

  beforeAll(() => stage.start());
  afterAll(() => stage.stop());

  it('is written to as ever, says what is missing, and delivers everything afterwards', async () => {
    const { conferencing, readModels } = stage.system;
    const readiness = async () => {
      const response = await fetch(`${conferencing.url}/health/ready`);
      return { status: response.status, body: await response.json() };
    };
    const writing = new Writing(stage);
    await writing.more(50);
    await stage.broker.kill();
    await eventually(async () => (await readiness()).status === 503, { what: 'readiness to notice' });
    expect((await readiness()).body).toMatchObject({ checks: { kafka: 'down', postgresql: 'up' } });
    await Promise.all([writing.more(150), pause(AWAY_MS)]);
    await stage.restartBroker();
    await writing.more(50);
    await writing.stop();

    expect([writing.refused, writing.unanswered]).toEqual([[], []]);
    await expectDelivered(stage);
    await eventually(async () => (await readiness()).status === 200, { what: 'readiness to come back' });
    expect([conferencing.process.running, readModels.process.running]).toEqual([true, true]);
  });
});
