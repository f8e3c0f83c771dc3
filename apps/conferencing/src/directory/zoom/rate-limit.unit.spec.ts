import fc from 'fast-check';
import { askedWait, spentWait } from './rate-limit.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const in2s = NOW.getTime() + 2_000;

describe('Zoom’s rate-limit headers', () => {
  it.each([
    ['seconds', { 'retry-after': '2' }],
    ['an ISO date-time', { 'retry-after': new Date(in2s).toISOString() }],
    ['an HTTP date', { 'retry-after': new Date(in2s).toUTCString() }],
    ['seconds since 1970', { 'x-ratelimit-reset': String(in2s / 1000) }],
    ['milliseconds since 1970', { 'x-ratelimit-reset': String(in2s) }],
    [
      'a date by a clock that differs from ours',
      { date: 'Sat, 01 Jan 2000 00:00:00 GMT', 'retry-after': '2000-01-01T00:00:02Z' },
    ],
  ])('ask to wait in %s', (_, headers) => {
    expect(askedWait(headers, NOW)).toBe(2_000);
  });

  it('ask for one second if they cannot be parsed', () => {
    for (const value of [undefined, '', 'soon']) expect(askedWait({ 'retry-after': value }, NOW)).toBe(1_000);
  });

  it('never make a wait that is negative or not a number', () => {
    const value = fc.option(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), {
      nil: undefined,
    });
    fc.assert(
      fc.property(value, value, value, (retryAfter, reset, date) => {
        const wait = askedWait({ 'retry-after': retryAfter, 'x-ratelimit-reset': reset, date }, NOW);
        return wait >= 0;
      }),
    );
  });

  it('ask for a pause of at most a second once the second’s requests are used up', () => {
    const spent = { 'x-ratelimit-type': 'QPS', 'x-ratelimit-remaining': '0' };
    expect(spentWait({ ...spent, 'x-ratelimit-reset': String(in2s) }, NOW)).toBe(1_000);
    expect(spentWait({ ...spent, 'x-ratelimit-remaining': '1' }, NOW)).toBe(0);
    expect(spentWait({ ...spent, 'x-ratelimit-type': 'Daily-limit' }, NOW)).toBe(0);
  });
});
