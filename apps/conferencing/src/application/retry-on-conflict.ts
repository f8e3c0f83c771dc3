import { DomainError, Turns } from '@conferencing/kernel';
import type { PairKey } from '../domain/assignments.port.js';
import { pairOf } from '../domain/catalog-change.js';

/** Number of attempts against concurrent changes of the same pair; then the caller gets a 409. */
const ATTEMPTS = 10;

/**
 * Retries saves that lost a race. Requests of this process for the same pair take turns, because all but one of them
 * would lose.
 */
export class RetryOnConflict {
  private readonly turns = new Turns();

  /**
   * @param attempt returns null if the save lost a race against another change
   */
  async run<T>(pair: PairKey, attempt: () => Promise<T | null>): Promise<T> {
    const key = pairOf(pair);
    const saved = this.turns.isFree(key) ? await attempt() : null;
    return saved ?? this.turns.take(key, () => this.insist(attempt));
  }

  private async insist<T>(attempt: () => Promise<T | null>): Promise<T> {
    for (let tried = 1; tried <= ATTEMPTS; tried += 1) {
      const saved = await attempt();
      if (saved !== null) return saved;
    }
    throw new DomainError('conflict', {
      code: 'conflict',
      detail: 'Other requests keep changing this pair. Please try again.',
    });
  }
}
