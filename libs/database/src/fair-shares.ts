import { DomainError } from '@conferencing/kernel';

interface Queue {
  running: number;
  waiting: (() => void)[];
}

/** One key may hold so many times what it leaves free: alone, three quarters of all places. */
const GREED = 3;
/** Works of one key that may wait; each is a request that holds memory. */
const MOST_WAITING = 1_000;

/**
 * Divides places among keys. However much one of them wants, some places stay free for the others: one key that takes all
 * it can get leaves a quarter, two leave a seventh each. Works of one key begin in the order in which they came.
 */
export class FairShares {
  private readonly queues = new Map<string, Queue>();
  private running = 0;

  constructor(private readonly places: number) {}

  /** @throws DomainError `unavailable` while 1,000 works of the same key wait */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    await this.enter(key);
    try {
      return await work();
    } finally {
      this.leave(key);
    }
  }

  private async enter(key: string): Promise<void> {
    let queue = this.queues.get(key);
    if (queue === undefined) this.queues.set(key, (queue = { running: 0, waiting: [] }));
    if (queue.waiting.length === 0 && this.mayBegin(queue)) {
      this.begin(queue);
      return;
    }
    if (queue.waiting.length >= MOST_WAITING) {
      throw new DomainError('unavailable', {
        code: 'unavailable',
        detail: 'Too many changes of this account wait for one another; try again in a moment.',
      });
    }
    const { waiting } = queue;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** A key that has nothing gets a place also when all are taken: then the pool makes it wait, in turn. */
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
    if (left.running === 0 && left.waiting.length === 0) this.queues.delete(key);
    // The one that left goes to the end, so that those who wait take turns.
    else if (this.queues.delete(key)) this.queues.set(key, left);
    for (const queue of this.queues.values()) {
      if (queue.waiting.length === 0 || !this.mayBegin(queue)) continue;
      this.begin(queue);
      queue.waiting.shift()?.();
    }
  }
}
