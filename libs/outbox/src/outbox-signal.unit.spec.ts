import { OutboxSignal } from './outbox-signal.js';

describe('OutboxSignal', () => {
  let sent: number;
  let signal: OutboxSignal;
  const notify = () => {
    sent += 1;
    return Promise.resolve();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    sent = 0;
    signal = new OutboxSignal(notify, 8);
  });
  afterEach(() => jest.useRealTimers());

  it('notifies at once, and at most once more in each window however often it is woken', () => {
    for (let n = 0; n < 100; n += 1) signal.wake();
    expect(sent).toBe(1);
    jest.advanceTimersByTime(8);
    expect(sent).toBe(2);
    jest.advanceTimersByTime(100);
    expect(sent).toBe(2);
  });

  it('wakes only the relay of its own process if that one owns everything', () => {
    let woken = 0;
    let all = true;
    signal.bind({ wake: () => (woken += 1), ownsEverything: () => all });
    signal.wake();
    expect([woken, sent]).toEqual([1, 0]);
    all = false;
    signal.wake();
    expect([woken, sent]).toEqual([2, 1]);
  });

  it('ends without a last notification when it is closed', () => {
    signal.wake();
    signal.wake();
    signal.close();
    jest.advanceTimersByTime(100);
    expect(sent).toBe(1);
  });
});
