import { type LaneParts, ProducerLane } from './producer-lane.js';

describe('a lane of the relay', () => {
  it('connects before there is anything to send, so that the first change does not wait for it', async () => {
    let connections = 0;
    const producer = {
      connect: async () => void (connections += 1),
      send: async () => undefined,
      close: async () => undefined,
    };
    const parts = { options: { createProducer: () => producer }, tuning: {} } as unknown as LaneParts;
    const lane = new ProducerLane(parts);
    const running = lane.run();
    expect(connections).toBe(1);
    lane.stop();
    await running;
  });

  it('starts without a broker', async () => {
    const refused = async () => Promise.reject(new Error('refused'));
    const producer = { connect: refused, send: refused, close: async () => undefined };
    const parts = { options: { createProducer: () => producer }, tuning: {} } as unknown as LaneParts;
    const lane = new ProducerLane(parts);
    const running = lane.run();
    lane.stop();
    await expect(running).resolves.toBeUndefined();
  });
});
