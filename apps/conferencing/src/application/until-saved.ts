import { DomainError, Turns } from '@conferencing/kernel';
import type { PairKey } from '../domain/assignments.port.js';
import { pairOf } from '../domain/catalog-change.js';

/** How often a save may lose against other processes' changes of the pair before the caller is told to try again. */
const ATTEMPTS = 10;

/** Tries saves of pairs again that lost a race. Of many who want the same pair at once all but one lose: they take turns. */
export class UntilSaved {
  private readonly turns = new Turns();

  /** @param attempt null when the save lost against another change */
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
