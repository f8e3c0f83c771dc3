import { Busy } from './busy.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('a list that wants to move', () => {
  it('moves at once when nobody is in the middle of something', () => {
    const move = jest.fn();
    new Busy(() => Date.now()).whenFree('pairs', move);
    expect(move).toHaveBeenCalledTimes(1);
  });

  it('waits for the dialog to close, and moves once', () => {
    const busy = new Busy(() => Date.now());
    const [move, again] = [jest.fn(), jest.fn()];
    const close = busy.hold();
    busy.whenFree('pairs', move);
    busy.whenFree('pairs', again);
    expect(again).not.toHaveBeenCalled();
    close();
    expect(move).not.toHaveBeenCalled();
    expect(again).toHaveBeenCalledTimes(1);
  });

  it('waits until the user has stopped typing', () => {
    const busy = new Busy(() => Date.now());
    const move = jest.fn();
    busy.typed();
    busy.whenFree('pairs', move);
    jest.advanceTimersByTime(1_000);
    busy.typed();
    jest.advanceTimersByTime(1_500);
    expect(move).not.toHaveBeenCalled();
    jest.advanceTimersByTime(500);
    expect(move).toHaveBeenCalledTimes(1);
  });
});
