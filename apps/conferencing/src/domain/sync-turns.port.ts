import type { DirectoryFailureKind } from './external-directory.port.js';
import type { Transaction } from './unit-of-work.port.js';

/** One sync of one connected account; syncs are numbered in the order in which they begin. */
export interface SyncRun {
  connectedAccountId: string;
  number: number;
}

export interface Arrival {
  /** The first sync that begins after the arrival. */
  ticket: number;
  /** Whether the one before it is still running. */
  underWay: boolean;
}

export interface SyncFailure {
  kind: DirectoryFailureKind;
  detail: string;
}

/** How the newest sync that ended did; `number` is 0 when there was none. */
export interface SyncOutcome {
  number: number;
  failure: SyncFailure | null;
}

/**
 * Whose turn it is to sync a connected account, over all processes: one at a time. A turn ends by itself when it
 * wasn't extended for 15 s, as when its process has died; what its holder still does then is refused by `holds`.
 */
export abstract class SyncTurns {
  /** Null when the account has no such connection, or one that cannot host. */
  abstract arrive(accountId: string, connectedAccountId: string): Promise<Arrival | null>;

  /** Begins a sync, unless one is running or one from `ticket` on has ended. */
  abstract begin(accountId: string, connectedAccountId: string, ticket: number): Promise<SyncRun | null>;

  /** Extends the turn for as long as the work takes. */
  abstract during<T>(run: SyncRun, work: () => Promise<T>): Promise<T>;

  /** False when the turn was lost. */
  abstract extend(run: SyncRun): Promise<boolean>;

  /** Keeps the turn until the transaction ends; false when it was lost. */
  abstract holds(transaction: Transaction, run: SyncRun): Promise<boolean>;

  /** Ends the turn with its outcome, for everybody who waits. */
  abstract finish(transaction: Transaction, run: SyncRun, failure: SyncFailure | null): Promise<void>;

  /** Ends the turn without an outcome: whoever waits begins a sync himself. */
  abstract abandon(run: SyncRun): Promise<void>;

  /** Resolves when it is time to look again whether somebody else's sync has ended. */
  abstract pause(): Promise<void>;

  /** Null when the connection is gone. */
  abstract outcome(accountId: string, connectedAccountId: string): Promise<SyncOutcome | null>;
}
