/** kafkajs's queue of requests to one broker, as far as it is used here. */
export interface RequestQueue {
  pending: readonly unknown[];
  /** Milliseconds since 1970; -1 before the first throttling. */
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  scheduleCheckPendingRequests(): void;
}

const CHECK_MS = 10;

/** As kafkajs does it, but never with a negative time, of which Node warns on standard error from version 24 on. */
export function scheduleCheck(queue: RequestQueue): void {
  if (queue.throttleCheckTimeoutId !== null) return;
  const throttledMs = Math.max(0, queue.throttledUntil - Date.now());
  const waitMs = throttledMs === 0 && queue.pending.length > 0 ? CHECK_MS : throttledMs;
  queue.throttleCheckTimeoutId = setTimeout(() => {
    queue.throttleCheckTimeoutId = null;
    queue.checkPendingRequests();
  }, waitMs);
}
