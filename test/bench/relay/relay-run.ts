import { setTimeout as delay } from 'node:timers/promises';
import type { OutboxStage } from '../../../libs/outbox/test/outbox-stage.js';

/** Starts a relay, lets it publish `count` records, stops it, and returns the records per second. */
export async function relayRate(stage: OutboxStage, count: number): Promise<number> {
  const { relay, registry } = stage.relay();
  const published = async (): Promise<number> =>
    (await registry.getSingleMetric('outbox_published_total')?.get())?.values[0]?.value ?? 0;
  const first = await reached(published, 1);
  const last = await reached(published, count);
  await relay.stop();
  return ((last.count - first.count) / (last.at - first.at)) * 1000;
}

async function reached(published: () => Promise<number>, count: number): Promise<{ count: number; at: number }> {
  for (;;) {
    const now = await published();
    if (now >= count) return { count: now, at: performance.now() };
    await delay(2);
  }
}
