import type { DirectoryFailureKind } from './external-directory.port.js';
import type { Transaction } from './unit-of-work.port.js';

/** One sync of one connected account; syncs are numbered in the order of their start. */
export interface SyncRun {
  connectedAccountId: string;
  number: number;
}

export interface Arrival {
  /** The first sync that starts after the arrival. */
  ticket: number;
  /** Whether the sync before it is still running. */
  running: boolean;
}

export interface SyncFailure {
  kind: DirectoryFailureKind;
  detail: string;
}

/** The outcome of the newest finished sync; `number` is 0 if there was none. */
export interface SyncOutcome {
  number: number;
  failure: SyncFailure | null;
}

/**
 * A lease to sync a connected account, one holder over all processes. The lease expires 15 s after its last extension,
 * for example when its process has died; `holds` then refuses late work of the old holder.
 */
export abstract class SyncTurns {
  /** Null if the account has no such connection, or the connection cannot host. */
  abstract arrive(accountId: string, connectedAccountId: string): Promise<Arrival | null>;

  /** Starts a sync, unless one is running, or one with this `ticket` or a later one has finished. */
  abstract begin(accountId: string, connectedAccountId: string, ticket: number): Promise<SyncRun | null>;

  /** Extends the lease while the work runs. */
  abstract during<T>(run: SyncRun, work: () => Promise<T>): Promise<T>;

  /** False if the lease was lost. */
  abstract extend(run: SyncRun): Promise<boolean>;

  /** Keeps the lease until the transaction ends; false if it was lost. */
  abstract holds(transaction: Transaction, run: SyncRun): Promise<boolean>;

  /** Ends the sync with its outcome, for all waiting callers. */
  abstract finish(transaction: Transaction, run: SyncRun, failure: SyncFailure | null): Promise<void>;

  /** Ends the sync without an outcome: each waiting caller starts a sync of their own. */
  abstract abandon(run: SyncRun): Promise<void>;

  /** Resolves when it is time to check again whether the running sync has finished. */
  abstract pause(): Promise<void>;

  /** Null if the connection is gone. */
  abstract outcome(accountId: string, connectedAccountId: string): Promise<SyncOutcome | null>;
}
