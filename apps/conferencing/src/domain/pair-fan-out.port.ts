import type { Provenance } from './provenance.js';
import type { Transaction } from './unit-of-work.port.js';

/** Why many pairs change at once, as the event's `reason` tells it. */
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
 * Brings pairs in line after something that they depend on has changed, each changed pair with a new version and an
 * event of its own, in one statement however many they are. Where several pairs change, all of it carries one batch id.
 * Call it in `UnitOfWork.forAccount`, after the statement that changed the cause: only then are all pairs seen.
 */
export abstract class PairFanOut {
  /**
   * Renders resource and host state of the pairs on this connected account (or only those of some of its hosts) anew;
   * where one differs the pair is `refreshed`. Returns how many pairs changed.
   */
  abstract refresh(
    transaction: Transaction,
    scope: { connectedAccountId: string; externalUserIds?: readonly string[] },
    why: Provenance & { reason: FanOutReason | null; at: Date },
  ): Promise<number>;

  /**
   * Clears the assignments of the selected pairs, with a `cleared` event where something was assigned.
   * `tombstone`: the pairs have left the catalog, so keys that were ever published (and aren't ended already) end with
   * a tombstone. The pairs of a connection are a batch even if there is only one. Returns how many assignments were cleared.
   */
  abstract clear(
    transaction: Transaction,
    selection: PairSelection,
    why: Provenance & { reason: FanOutReason | null; at: Date; tombstone: boolean },
  ): Promise<number>;
}
