import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { PairKey } from '../../domain/assignments.port.js';
import { Catalog, CatalogReader } from '../../domain/catalog.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';
import { ApplyCatalogChangesHandler } from '../apply-catalog-changes/apply-catalog-changes.handler.js';

/** Removes a provider from a service; the pair's host is cleared. */
@Injectable()
export class UnassignProviderHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ApplyCatalogChangesHandler,
    private readonly catalog: Catalog,
    private readonly reader: CatalogReader,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` if the provider is not assigned to the service. */
  async execute({ accountId, serviceId, providerId }: PairKey, provenance: Provenance): Promise<void> {
    const pair = { serviceId, providerId };
    await this.unitOfWork.forAccount(accountId, async (transaction) => {
      const service = await this.reader.service(accountId, serviceId, transaction);
      const scope = { services: [], providers: [], pairs: [pair] };
      const [locked] = await this.catalog.lockPairs(transaction, accountId, scope);
      if (service === null || !locked?.inCatalog) throw notFound('The provider is not assigned to the service.');
      const changes = { services: [], providers: [], pairs: [{ ...pair, assigned: false, version: null }] };
      await this.changes.execute(transaction, accountId, changes, { ...provenance, at: this.clock.now() });
    });
  }
}
