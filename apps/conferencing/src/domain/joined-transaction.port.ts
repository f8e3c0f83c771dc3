import type { Transaction } from './unit-of-work.port.js';

/** Work in a transaction that an edge has opened, and that it will commit together with something of its own. */
export abstract class JoinedTransaction {
  /**
   * Takes the locks of all of these accounts until the transaction ends, always in the same order.
   *
   * @param connection what the edge was given; known to the adapter in persistence
   */
  abstract join(connection: object, accountIds: readonly string[]): Promise<Transaction>;
}
