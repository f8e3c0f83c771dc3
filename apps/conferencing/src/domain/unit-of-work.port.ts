declare const open: unique symbol;

/** An open transaction: opaque here, known to the adapters in persistence. */
export interface Transaction {
  readonly [open]: true;
}

/** Runs several writes as one transaction; a throw rolls it back. Deadlocks and serialization failures are retried. */
export abstract class UnitOfWork {
  /**
   * For work that may change many pairs of one account: only one runs for an account at a time, over all replicas;
   * others wait. Everything that depends on it is updated when the promise resolves. It is rolled back when the caller of
   * the request leaves before it is done, unless `outlivesCaller`.
   */
  abstract forAccount<T>(
    accountId: string,
    work: (transaction: Transaction) => Promise<T>,
    options?: { outlivesCaller?: boolean },
  ): Promise<T>;

  /** For other work of more than one statement. */
  abstract run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}
