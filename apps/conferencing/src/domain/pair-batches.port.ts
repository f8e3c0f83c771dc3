import type { HostChange, ResolvedBy } from './assignment.js';
import type { Why } from './assignments.port.js';
import type { MappedPair, PairsMeant } from './bulk-assignment.js';
import type { ChangedPair } from './undo.js';
import type { HostedPair } from './handover.js';
import type { PairRef } from './catalog-change.js';
import type { Transaction } from './unit-of-work.port.js';

/** The pairs of a service that a bulk assignment covers; `providerIds` null: all providers. */
export interface BulkScope {
  accountId: string;
  serviceId: string;
  connectedAccountId: string;
  only: PairsMeant;
  providerIds: readonly string[] | null;
}

/** Why pairs change, and what all of the changes share. */
export type BatchWhy = Why & { batchId: string; reason: string | null };

/**
 * Pairs of one account that one request changes together, with one event each and one batch id. Rows read in a
 * transaction are locked until it ends. Write in `UnitOfWork.forAccount`.
 */
export abstract class PairBatches {
  /** The covered pairs with the mappings of their providers, by provider id. */
  abstract mappedPairs(scope: BulkScope, transaction: Transaction | null): Promise<MappedPair[]>;

  /**
   * The pairs that this user hosts, by service id and provider id. In a transaction, no other pair gets this host until
   * it ends. Each pair is returned as it is after its lock: by then it may have another host.
   */
  abstract hostedBy(
    accountId: string,
    externalUserId: string,
    serviceIds: readonly string[] | null,
    transaction: Transaction | null,
  ): Promise<HostedPair[]>;

  /** The pairs that users of this connection host, by service id and provider id. */
  abstract hostedOn(accountId: string, connectedAccountId: string): Promise<PairRef[]>;

  /** The pairs that a batch has changed, by service id and provider id; null: there is no such batch since then. */
  abstract changesOf(
    accountId: string,
    batch: { batchId: string; since: Date; only: readonly PairRef[] | null },
    transaction: Transaction | null,
  ): Promise<ChangedPair[] | null>;

  /** Assigns hosts to these pairs and stores the earlier hosts, so that the batch can be undone. */
  abstract assign(
    transaction: Transaction,
    accountId: string,
    changes: readonly HostChange[],
    why: BatchWhy & { resolvedBy: ResolvedBy },
  ): Promise<void>;

  /** Removes the hosts from these pairs and stores the earlier hosts. */
  abstract clear(transaction: Transaction, accountId: string, pairs: readonly PairRef[], why: BatchWhy): Promise<void>;
}
