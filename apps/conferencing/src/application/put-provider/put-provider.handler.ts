import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { ProviderAttributes } from '../../domain/catalog-change.js';
import { Catalog, CatalogReader, type Provider } from '../../domain/catalog.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { UnitOfWork } from '../../domain/unit-of-work.port.js';
import { ApplyCatalogChangesHandler } from '../apply-catalog-changes/apply-catalog-changes.handler.js';

export interface PutProvider {
  accountId: string;
  providerId: string;
  attributes: ProviderAttributes;
  /** False deactivates: the provider stays assigned to services, without hosts. */
  active: boolean;
  provenance: Provenance;
}

/** Creates or replaces a provider. */
@Injectable()
export class PutProviderHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly changes: ApplyCatalogChangesHandler,
    private readonly catalog: Catalog,
    private readonly reader: CatalogReader,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` if another account has the id. */
  async requireOwn(accountId: string, providerId: string): Promise<void> {
    const scope = { services: [], providers: [providerId], pairs: [] };
    const foreign = await this.unitOfWork.run((transaction) => this.catalog.foreign(transaction, accountId, scope));
    if (foreign.length > 0) throw notFound('There is no such provider.');
  }

  /** Throws `not_found` if another account has the id. */
  execute({ accountId, providerId, attributes, active, provenance }: PutProvider): Promise<Provider> {
    const change = { id: providerId, attributes, active, version: null };
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const changes = { services: [], providers: [change], pairs: [] };
      await this.changes.execute(transaction, accountId, changes, { ...provenance, at: this.clock.now() });
      const provider = await this.reader.provider(accountId, providerId, transaction);
      if (provider === null) throw notFound('There is no such provider.');
      return provider;
    });
  }
}
