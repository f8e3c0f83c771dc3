import type { HostChange, ResolvedBy } from './assignment.js';
import type { Why } from './assignments.port.js';
import type { MappedPair, PairsMeant } from './bulk-assignment.js';
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

  /** Gives these pairs their hosts, and keeps who hosted before, so that the batch can be undone. */
  abstract assign(
    transaction: Transaction,
    accountId: string,
    changes: readonly HostChange[],
    why: BatchWhy & { resolvedBy: ResolvedBy },
  ): Promise<void>;
}
