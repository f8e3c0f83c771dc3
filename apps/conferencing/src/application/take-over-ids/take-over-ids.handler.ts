import { Injectable } from '@nestjs/common';
import { pairOf } from '../../domain/catalog-change.js';
import { Catalog, type CatalogScope, type ForeignId } from '../../domain/catalog.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import type { Provenance } from '../../domain/provenance.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';

/**
 * The catalog owns ids: an id that another account has by REST only moves to the account in the catalog's record. For
 * the other account this is a removal: hosts are cleared with their events, and published keys end with a tombstone.
 */
@Injectable()
export class TakeOverIdsHandler {
  constructor(
    private readonly catalog: Catalog,
    private readonly pairs: PairFanOut,
  ) {}

  /** The caller must hold the locks of all affected accounts. */
  async execute(
    transaction: Transaction,
    accountId: string,
    taken: readonly ForeignId[],
    scope: CatalogScope,
    why: Provenance & { at: Date },
  ): Promise<void> {
    for (const loser of new Set(taken.map((id) => id.accountId))) {
      const keys = new Set(taken.filter((id) => id.accountId === loser).map(({ key }) => key));
      const lost = {
        services: scope.services.filter((id) => keys.has(id)),
        providers: scope.providers.filter((id) => keys.has(id)),
        pairs: scope.pairs.filter((pair) => keys.has(pairOf(pair))),
      };
      await this.clear(transaction, loser, lost, why);
      await this.catalog.moveIds(transaction, loser, accountId, lost);
    }
  }

  private async clear(
    transaction: Transaction,
    accountId: string,
    lost: CatalogScope,
    why: Provenance & { at: Date },
  ): Promise<void> {
    await this.catalog.lockPairs(transaction, accountId, lost);
    const removed = { ...why, reason: 'service_removed', tombstone: true } as const;
    const unassigned = { ...why, reason: 'service_provider_unassigned', tombstone: true } as const;
    for (const serviceId of lost.services) await this.pairs.clear(transaction, { serviceId }, removed);
    for (const providerId of lost.providers) await this.pairs.clear(transaction, { providerId }, unassigned);
    for (const { serviceId, providerId } of lost.pairs) {
      await this.pairs.clear(transaction, { serviceId, providerId }, unassigned);
    }
  }
}
