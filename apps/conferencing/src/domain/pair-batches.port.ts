import type { HostChange, ResolvedBy } from './assignment.js';
import type { Why } from './assignments.port.js';
import type { MappedPair, PairsMeant } from './bulk-assignment.js';
import type { ChangedPair } from './undo.js';
import type { HostedPair } from './handover.js';
import type { PairRef } from './catalog-change.js';
import type { Transaction } from './unit-of-work.port.js';

/** Which pairs of a service a bulk assignment is about; `providerIds` null: those of every provider. */
export interface BulkScope {
  accountId: string;
  serviceId: string;
  connectedAccountId: string;
  only: PairsMeant;
  providerIds: readonly string[] | null;
}

/** Why pairs change, and what all of the changes carry. */
export type BatchWhy = Why & { batchId: string; reason: string | null };

/**
 * Pairs of one account that one request changes together, with an event each and one batch id. What is read within a
 * transaction stays as it is until the transaction ends. Write in `UnitOfWork.forAccount`.
 */
export abstract class PairBatches {
  /** The pairs in question with their providers' mappings, by provider id. */
  abstract mappedPairs(scope: BulkScope, transaction: Transaction | null): Promise<MappedPair[]>;

  /**
   * The pairs that this user hosts, by service id and provider id. Within a transaction nobody is given this host until
   * it ends, and each pair is as it was found when it was locked: it may have another host by then.
   */
  abstract hostedBy(
    accountId: string,
    externalUserId: string,
    serviceIds: readonly string[] | null,
    transaction: Transaction | null,
  ): Promise<HostedPair[]>;

  /** The pairs that users of this connection host, by service id and provider id. */
  abstract hostedOn(accountId: string, connectedAccountId: string): Promise<PairRef[]>;

  /** What a batch since then has changed, by service id and provider id; null: there is no such batch. */
  abstract changesOf(
    accountId: string,
    batchId: string,
    since: Date,
    transaction: Transaction | null,
  ): Promise<ChangedPair[] | null>;

  /** Gives these pairs their hosts, and keeps who hosted before, so that the batch can be undone. */
  abstract assign(
    transaction: Transaction,
    accountId: string,
    changes: readonly HostChange[],
    why: BatchWhy & { resolvedBy: ResolvedBy },
  ): Promise<void>;

  /** Takes the hosts from these pairs, and keeps who hosted before. */
  abstract clear(transaction: Transaction, accountId: string, pairs: readonly PairRef[], why: BatchWhy): Promise<void>;

  /** Forgets what batches of before then have changed, a bounded number at a time; true when there may be more. */
  abstract forget(before: Date): Promise<boolean>;
}
