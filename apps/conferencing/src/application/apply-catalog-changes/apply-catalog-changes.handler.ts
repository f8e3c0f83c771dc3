import { Injectable } from '@nestjs/common';
import { type CatalogChanges, pairOf, supersedes } from '../../domain/catalog-change.js';
import { Catalog, type LockedPair } from '../../domain/catalog.port.js';
import { PairFanOut } from '../../domain/pair-fan-out.port.js';
import type { Provenance } from '../../domain/provenance.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';

export interface AppliedChanges {
  /** Ids that were written; the others belong to another account or have a higher version already. */
  services: ReadonlySet<string>;
  providers: ReadonlySet<string>;
}

/**
 * Applies catalog changes of one account, at most one for each key, in a transaction that holds the account's lock. A
 * pair that may no longer have a host is locked, then cleared, then marked: a concurrent assignment is either seen by
 * the clearing, or sees the mark.
 */
@Injectable()
export class ApplyCatalogChangesHandler {
  constructor(
    private readonly catalog: Catalog,
    private readonly pairs: PairFanOut,
  ) {}

  async execute(
    transaction: Transaction,
    accountId: string,
    changes: CatalogChanges,
    why: Provenance & { at: Date },
  ): Promise<AppliedChanges> {
    const { catalog } = this;
    const services = new Set(await catalog.saveServices(transaction, accountId, changes.services, why.at));
    const providers = new Set(await catalog.saveProviders(transaction, accountId, changes.providers, why.at));
    const removed = changes.services.filter(({ id, live }) => !live && services.has(id)).map(({ id }) => id);
    const deactivated = changes.providers.filter(({ id, active }) => !active && providers.has(id)).map(({ id }) => id);
    const unassigned = changes.pairs.filter(({ assigned }) => !assigned);

    const scope = { services: removed, providers: deactivated, pairs: unassigned };
    const locked = await catalog.lockPairs(transaction, accountId, scope);
    const leaving = locked.filter(({ everAssigned }) => everAssigned);
    await this.clearUnassigned(transaction, leaving, changes, why);
    for (const serviceId of removed.filter((id) => leaving.some((pair) => pair.serviceId === id))) {
      await this.pairs.clear(transaction, { serviceId }, { ...why, reason: 'service_removed', tombstone: true });
    }
    for (const providerId of deactivated.filter((id) => leaving.some((pair) => pair.providerId === id))) {
      await this.pairs.clear(transaction, { providerId }, { ...why, reason: 'provider_deactivated', tombstone: false });
    }

    await catalog.savePairs(transaction, accountId, changes.pairs, why.at);
    await catalog.alignPairs(transaction, accountId, { services: [...services], providers: [...providers] });
    return { services, providers };
  }

  private async clearUnassigned(
    transaction: Transaction,
    leaving: readonly LockedPair[],
    changes: CatalogChanges,
    why: Provenance & { at: Date },
  ): Promise<void> {
    const byPair = new Map(leaving.map((pair) => [pairOf(pair), pair]));
    for (const { serviceId, providerId, assigned, version } of changes.pairs) {
      const pair = byPair.get(pairOf({ serviceId, providerId }));
      if (assigned || pair === undefined || !supersedes(version, pair.catalogVersion)) continue;
      const reason = 'service_provider_unassigned';
      await this.pairs.clear(transaction, { serviceId, providerId }, { ...why, reason, tombstone: true });
    }
  }
}
