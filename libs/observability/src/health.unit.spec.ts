import { Health } from './health.js';

describe('readiness', () => {
  it('names what is down, and is not ready while anything is', async () => {
    const health = new Health();
    health.register('postgresql', () => Promise.resolve());
    health.register('kafka', () => Promise.reject(new Error('no broker')));
    expect(await health.readiness()).toEqual({ status: 'unavailable', checks: { postgresql: 'up', kafka: 'down' } });
  });

  it('gives up on a check that never answers', async () => {
    jest.useFakeTimers();
    const health = new Health();
    health.register('frozen', () => new Promise(() => undefined));
    const answer = health.readiness();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await answer).toEqual({ status: 'unavailable', checks: { frozen: 'down' } });
    jest.useRealTimers();
  });

  it('asks once for probes that come at the same time', async () => {
    let asked = 0;
    const health = new Health();
    health.register('postgresql', () => {
      asked += 1;
      return Promise.resolve();
    });
    await Promise.all([health.readiness(), health.readiness(), health.readiness()]);
    expect(asked).toBe(1);
  });
});
