import type { Provenance } from './provenance.js';
import type { Transaction } from './unit-of-work.port.js';

/** Why many pairs change at once; the `reason` of their events. */
export type FanOutReason =
  | 'connected_account_changed'
  | 'connected_account_deleted'
  | 'external_user_changed'
  | 'provider_deactivated'
  | 'service_removed'
  | 'service_provider_unassigned'
  | 'derivation_repaired';

export type PairSelection =
  | { serviceId: string; providerId: string }
  | { serviceId: string }
  | { providerId: string }
  | { connectedAccountId: string };

/**
 * Updates pairs after a change of something that they depend on: each changed pair gets a new version and an event, all
 * in one statement. Several changed pairs share one batch id. Call it in `UnitOfWork.forAccount`, after the statement
 * that changed the cause: only then does it see all pairs.
 */
export abstract class PairFanOut {
  /**
   * Renders resource and host state again for the pairs on this connected account (or only those of some of its hosts);
   * a pair that differs is `refreshed`. Returns the number of changed pairs.
   */
  abstract refresh(
    transaction: Transaction,
    scope: { connectedAccountId: string; externalUserIds?: readonly string[] },
    why: Provenance & { reason: FanOutReason | null; at: Date },
  ): Promise<number>;

  /**
   * Clears the assignments of the selected pairs, with a `cleared` event for each pair that had a host. `tombstone`:
   * the pairs left the catalog, so published keys end with a tombstone. The pairs of a connection are a batch even if
   * there is only one. Returns the number of cleared assignments.
   */
  abstract clear(
    transaction: Transaction,
    selection: PairSelection,
    why: Provenance & { reason: FanOutReason | null; at: Date; tombstone: boolean },
  ): Promise<number>;
}
