import type { Transaction } from './unit-of-work.port.js';

/** Other transactions hold the locks of these accounts, possibly for minutes. */
export class AccountsBusy extends Error {
  override readonly name = 'AccountsBusy';

  constructor(readonly accountIds: readonly string[]) {
    super('Other requests are changing this account. Please try again.');
  }
}

/**
 * Work in a transaction that the edge opened and commits together with its own writes (the offset). `Connection` is what
 * the edge passes in and the adapter takes: their common type, which is unknown here.
 */
export abstract class JoinedTransaction<Connection> {
  /**
   * Locks all of these accounts until the transaction ends, always in the same order.
   *
   * @throws AccountsBusy if a lock is not available within half a second
   */
  abstract join(connection: Connection, accountIds: readonly string[]): Promise<Transaction>;
}
