import type { Transaction } from './unit-of-work.port.js';

/** Other transactions hold the locks of these accounts, possibly for minutes. */
export class AccountsBusy extends Error {
  override readonly name = 'AccountsBusy';

  constructor(readonly accountIds: readonly string[]) {
    super('Other requests are changing this account. Please try again.');
  }
}

/** Work in a transaction that the edge opened and commits together with its own writes (the offset). */
export abstract class JoinedTransaction {
  /**
   * Locks all of these accounts until the transaction ends, always in the same order.
   *
   * @throws AccountsBusy if a lock is not available within half a second
   * @param connection the transaction of the edge; the adapter in persistence knows its type
   */
  abstract join(connection: object, accountIds: readonly string[]): Promise<Transaction>;
}
