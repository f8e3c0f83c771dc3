import { Wakeup } from './wakeup.js';

describe('Wakeup', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends a rest when woken, and when the time is over', async () => {
    const wakeup = new Wakeup();
    const woken = wakeup.wait(1_000);
    wakeup.wake();
    await woken;
    const rested = wakeup.wait(1_000);
    jest.advanceTimersByTime(1_000);
    await rested;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('keeps one wake-up for the next rest', async () => {
    const wakeup = new Wakeup();
    wakeup.wake();
    wakeup.wake();
    await wakeup.wait(1_000);
    const second = jest.fn();
    const waiting = wakeup.wait(1_000).then(second);
    await Promise.resolve();
    expect(second).not.toHaveBeenCalled();
    wakeup.wake();
    await waiting;
  });
});
