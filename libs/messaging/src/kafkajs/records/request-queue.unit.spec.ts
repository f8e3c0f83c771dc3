import './install.js';
import { createRequire } from 'node:module';
import type { RequestQueue } from './request-queue.js';

const Queue = createRequire(__filename)('kafkajs/src/network/requestQueue') as new (options: object) => RequestQueue;

describe('the queue of requests', () => {
  const queue = () => Object.assign(new Queue({ logger: {} }), { checkPendingRequests: jest.fn() });

  it.each([
    ['nothing waits', {}, 0],
    ['requests wait', { pending: [{}] }, 10],
    ['the broker throttles', { throttledUntil: 5_000 }, 4_000],
    ['the broker throttles and requests wait', { throttledUntil: 5_000, pending: [{}] }, 4_000],
    ['the broker has throttled', { throttledUntil: 500 }, 0],
  ])('is looked at after a time that Node takes when %s', (_, state, waitMs) => {
    jest.useFakeTimers({ now: 1_000 });
    const timer = jest.spyOn(global, 'setTimeout');
    try {
      const one = Object.assign(queue(), state);
      for (const _again of [1, 2]) one.scheduleCheckPendingRequests();
      expect(timer.mock.calls.map(([, ms]) => ms)).toEqual([waitMs]);
      jest.runAllTimers();
      expect(one.checkPendingRequests).toHaveBeenCalledTimes(1);
      expect(one.throttleCheckTimeoutId).toBeNull();
    } finally {
      jest.useRealTimers();
      timer.mockRestore();
    }
  });
});
