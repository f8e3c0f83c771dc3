declare const open: unique symbol;

/** An open transaction: opaque here, known to the adapters in persistence. */
export interface Transaction {
  readonly [open]: true;
}

/** Runs several writes as one; a throw rolls all of them back. Lost races (deadlock, serialization) are run again. */
export abstract class UnitOfWork {
  /**
   * For work that may change many pairs of one account: only one such work runs for an account at a time, on all
   * replicas; others wait. Whatever depends on it is true once the promise resolves.
   */
  abstract forAccount<T>(accountId: string, work: (transaction: Transaction) => Promise<T>): Promise<T>;

  /** For anything else that needs more than one statement. */
  abstract run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
}
