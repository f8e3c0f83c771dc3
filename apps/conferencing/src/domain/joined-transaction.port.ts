import type { Transaction } from './unit-of-work.port.js';

/** Others hold the locks of these accounts, and may do so for minutes. */
export class AccountsBusy extends Error {
  override readonly name = 'AccountsBusy';

  constructor(readonly accountIds: readonly string[]) {
    super('Other requests are changing this account. Please try again.');
  }
}

/** Work in a transaction that an edge has opened, and that it will commit together with something of its own. */
export abstract class JoinedTransaction {
  /**
   * Takes the locks of all of these accounts until the transaction ends, always in the same order.
   *
   * @throws AccountsBusy when some are not to be had within half a second
   * @param connection what the edge was given; known to the adapter in persistence
   */
  abstract join(connection: object, accountIds: readonly string[]): Promise<Transaction>;
}
