import { DomainError } from '@conferencing/kernel';
import type { Leaver } from '@conferencing/postgres';
import { CallerLeft } from './caller-left.js';

interface Queue {
  running: number;
  waiting: Set<() => void>;
}

/** One key may hold this many times the places that it leaves free: alone, three quarters of all places. */
const GREED = 3;
/** Limit of waiting work of one key; each is a request that holds memory. */
const MOST_WAITING = 1_000;

/**
 * Divides places among keys. However much one key wants, some places stay free for the others: one greedy key leaves a
 * quarter, two leave a seventh each. Work of one key starts in its order of arrival.
 */
export class FairShares {
  private readonly queues = new Map<string, Queue>();
  private running = 0;

  constructor(private readonly places: number) {}

  /** Works that wait for a place of their key's share. */
  get waiting(): number {
    let waiting = 0;
    for (const queue of this.queues.values()) waiting += queue.waiting.size;
    return waiting;
  }

  /**
   * @param leaver gives their place in the queue up when they leave; the work must find out by itself
   * @throws DomainError `unavailable` while 1,000 works of the same key wait
   */
  async run<T>(key: string, work: () => Promise<T>, leaver?: Leaver): Promise<T> {
    await this.enter(key, leaver);
    try {
      return await work();
    } finally {
      this.leave(key);
    }
  }

  private async enter(key: string, leaver: Leaver | undefined): Promise<void> {
    let queue = this.queues.get(key);
    if (queue === undefined) this.queues.set(key, (queue = { running: 0, waiting: new Set() }));
    if (queue.waiting.size === 0 && this.mayBegin(queue)) {
      this.begin(queue);
      return;
    }
    if (queue.waiting.size >= MOST_WAITING) {
      throw new DomainError('unavailable', {
        code: 'unavailable',
        detail: 'Too many requests of this account wait for one another; try again in a moment.',
      });
    }
    const { waiting } = queue;
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        stopListening?.();
        resolve();
      };
      waiting.add(begin);
      const stopListening = leaver?.onLeave(() => {
        if (waiting.delete(begin)) reject(new CallerLeft());
      });
    });
  }

  /** A key without a place gets one even if all are taken: then the pool makes it wait in turn. */
  private mayBegin({ running }: Queue): boolean {
    return running === 0 || running + 1 <= GREED * (this.places - this.running - 1);
  }

  private begin(queue: Queue): void {
    queue.running += 1;
    this.running += 1;
  }

  private leave(key: string): void {
    const left = this.queues.get(key);
    if (left === undefined) return;
    left.running -= 1;
    this.running -= 1;
    if (left.running === 0 && left.waiting.size === 0) this.queues.delete(key);
    // A key moves to the end after its turn, so that waiting keys take turns.
    else if (this.queues.delete(key)) this.queues.set(key, left);
    for (const queue of this.queues.values()) {
      const [next] = queue.waiting;
      if (next === undefined || !this.mayBegin(queue)) continue;
      queue.waiting.delete(next);
      this.begin(queue);
      next();
    }
  }
}
