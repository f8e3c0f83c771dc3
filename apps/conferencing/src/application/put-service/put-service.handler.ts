import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { Catalog, CatalogReader, type Service } from '../../domain/catalog.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';
import { ApplyCatalogChangesHandler } from '../apply-catalog-changes/apply-catalog-changes.handler.js';

export interface PutService {
  accountId: string;
  serviceId: string;
  name: string;
  provenance: Provenance;
}

/** Creates or replaces a service. A service that comes back has the pairs of the catalog, without hosts. */
@Injectable()
export class PutServiceHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ApplyCatalogChangesHandler,
    private readonly catalog: Catalog,
    private readonly reader: CatalogReader,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` if another account has the id. */
  async requireOwn(accountId: string, serviceId: string): Promise<void> {
    const scope = { services: [serviceId], providers: [], pairs: [] };
    const foreign = await this.unitOfWork.run((transaction) => this.catalog.foreign(transaction, accountId, scope));
    if (foreign.length > 0) throw notFound('There is no such service.');
  }

  /** Throws `not_found` if another account has the id. */
  execute({ accountId, serviceId, name, provenance }: PutService): Promise<Service> {
    const change = { id: serviceId, name, live: true, version: null };
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const changes = { services: [change], providers: [], pairs: [] };
      await this.changes.execute(transaction, accountId, changes, { ...provenance, at: this.clock.now() });
      const service = await this.reader.service(accountId, serviceId, transaction);
      if (service === null) throw notFound('There is no such service.');
      return service;
    });
  }
}
