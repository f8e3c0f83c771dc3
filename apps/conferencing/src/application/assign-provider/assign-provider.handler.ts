import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { PairKey } from '../../domain/assignments.port.js';
import { Catalog, CatalogReader } from '../../domain/catalog.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';
import { ApplyCatalogChangesHandler } from '../apply-catalog-changes/apply-catalog-changes.handler.js';

/** Assigns a provider to a service, once. */
@Injectable()
export class AssignProviderHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ApplyCatalogChangesHandler,
    private readonly catalog: Catalog,
    private readonly reader: CatalogReader,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` unless the account has the service and the provider, who may be deactivated. */
  async execute({ accountId, serviceId, providerId }: PairKey, provenance: Provenance): Promise<void> {
    await this.unitOfWork.forAccount(accountId, async (transaction) => {
      if ((await this.reader.service(accountId, serviceId, transaction)) === null) {
        throw notFound('There is no such service.');
      }
      if ((await this.reader.provider(accountId, providerId, transaction)) === null) {
        throw notFound('There is no such provider.');
      }
      // A record of the topic may have given the pair to another account before its service arrived.
      const scope = { services: [], providers: [], pairs: [{ serviceId, providerId }] };
      if ((await this.catalog.foreign(transaction, accountId, scope)).length > 0) {
        throw notFound('There is no such service provider.');
      }
      const changes = {
        services: [],
        providers: [],
        pairs: [{ serviceId, providerId, assigned: true, version: null }],
      };
      await this.changes.execute(transaction, accountId, changes, { ...provenance, at: this.clock.now() });
    });
  }
}
