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

  it('accepts writes, reports the missing broker, and delivers everything afterwards', async () => {
    const { conferencing, readModels } = stage.system;
    const readiness = async () => {
      const response = await fetch(`${conferencing.url}/health/ready`);
      return {
        status: response.status,
        body: (await response.json()) as { status: string; checks: Record<string, string> },
      };
    };
    const writing = new Writing(stage);
    await writing.more(50);
    await stage.broker.kill();
    const kafkaIs = async (state: string) => (await readiness()).body.checks.kafka === state;
    await eventually(() => kafkaIs('degraded'), { what: 'readiness to notice' });
    expect(await readiness()).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { postgresql: 'up' } },
    });
    await Promise.all([writing.more(150), pause(AWAY_MS)]);
    await stage.restartBroker();
    await writing.more(50);
    await writing.stop();

    expect([writing.refused, writing.unanswered]).toEqual([[], []]);
    await expectDelivered(stage);
    await eventually(() => kafkaIs('up'), { what: 'readiness to come back' });
    expect([conferencing.process.running, readModels.process.running]).toEqual([true, true]);
  });
});
