import { Health } from './health.js';

const up = () => Promise.resolve();
const away = () => Promise.reject(Object.assign(new Error('connect 10.0.0.1:9092'), { code: 'ECONNREFUSED' }));

describe('readiness', () => {
  it('is lost only with what requests need', async () => {
    const health = new Health();
    health.register('postgresql', up);
    health.register('kafka', away, { needed: false });
    expect(await health.readiness()).toEqual({ status: 'degraded', checks: { postgresql: 'up', kafka: 'degraded' } });
    health.register('postgresql', away);
    expect(await new Promise((resolve) => setTimeout(() => resolve(health.readiness()), 301))).toEqual({
      status: 'unavailable',
      checks: { postgresql: 'down', kafka: 'degraded' },
    });
  });

  it('gives up on a check that never answers, sooner on one that is not needed', async () => {
    jest.useFakeTimers();
    const frozen = () => new Promise(() => undefined);
    const optional = new Health();
    optional.register('kafka', frozen, { needed: false });
    const early = optional.readiness();
    await jest.advanceTimersByTimeAsync(500);
    expect(await early).toEqual({ status: 'degraded', checks: { kafka: 'degraded' } });
    const health = new Health();
    health.register('postgresql', frozen);
    const answer = health.readiness();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await answer).toEqual({ status: 'unavailable', checks: { postgresql: 'down' } });
    jest.useRealTimers();
  });

  it('asks once for probes that come at the same time', async () => {
    let asked = 0;
    const health = new Health();
    health.register('postgresql', () => {
      asked += 1;
      return Promise.resolve();
    });
    await Promise.all([health.readiness(), health.readiness(), health.report()]);
    expect(asked).toBe(1);
  });

  it('reports how old the answers may be if they come from copies', async () => {
    const health = new Health();
    health.reportStaleness(() => 12.5);
    expect(await health.readiness()).toEqual({ status: 'ok', checks: {}, stale_seconds: 12.5 });
  });
});

describe('the report for people', () => {
  it('shows for each dependency whether it is needed, since when and why, but no internals', async () => {
    const health = new Health();
    health.register('kafka', away, { needed: false });
    expect(await health.report()).toEqual({
      status: 'degraded',
      dependencies: {
        kafka: {
          state: 'degraded',
          needed: false,
          since: expect.stringMatching(/^\d{4}-.+Z$/),
          reason: 'ECONNREFUSED',
        },
      },
    });
  });
});
