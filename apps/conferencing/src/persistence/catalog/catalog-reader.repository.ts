import { Database, type Queryable } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '../../domain/assignments.port.js';
import type { PairRef } from '../../domain/catalog-change.js';
import { CatalogReader, type Provider, type Service, type ServiceProvider } from '../../domain/catalog.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { readPage } from '../read-page.js';
import {
  LIST_PAIRS,
  LIST_PROVIDERS,
  LIST_SERVICES,
  PAIR_BY_IDS,
  PROVIDER_BY_ID,
  SERVICE_BY_ID,
} from './read-catalog.sql.js';

type PairRow = PairRef & { pairedAt: Date } & (Provider | Record<keyof Provider, null>);

function toServiceProvider({ serviceId, providerId, pairedAt, ...provider }: PairRow): ServiceProvider {
  return { serviceId, providerId, createdAt: pairedAt, provider: provider.id === null ? null : provider };
}

@Injectable()
export class PgCatalogReader extends CatalogReader {
  constructor(private readonly database: Database) {
    super();
  }

  override async service(accountId: string, id: string, transaction: Transaction | null): Promise<Service | null> {
    const [row] = await this.within(transaction).query<Service>(SERVICE_BY_ID, [accountId, id]);
    return row ?? null;
  }

  override async provider(accountId: string, id: string, transaction: Transaction | null): Promise<Provider | null> {
    const [row] = await this.within(transaction).query<Provider>(PROVIDER_BY_ID, [accountId, id]);
    return row ?? null;
  }

  override async pair(accountId: string, pair: PairRef): Promise<ServiceProvider | null> {
    const [row] = await this.database.query<PairRow>(PAIR_BY_IDS, [accountId, pair.serviceId, pair.providerId]);
    return row === undefined ? null : toServiceProvider(row);
  }

  override services(accountId: string, page: PageRequest): Promise<Page<Service>> {
    return readPage<Service>(this.database, LIST_SERVICES, [accountId], page);
  }

  override providers(accountId: string, page: PageRequest): Promise<Page<Provider>> {
    return readPage<Provider>(this.database, LIST_PROVIDERS, [accountId], page);
  }

  override async pairs(accountId: string, serviceId: string, page: PageRequest): Promise<Page<ServiceProvider>> {
    const { items, total } = await readPage<PairRow>(this.database, LIST_PAIRS, [accountId, serviceId], page);
    return { items: items.map(toServiceProvider), total };
  }

  private within(transaction: Transaction | null): Queryable {
    return transaction === null ? this.database : queryableOf(transaction);
  }
}
