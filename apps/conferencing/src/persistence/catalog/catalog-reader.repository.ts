import { Database, type Queryable } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { PairRef } from '../../domain/catalog-change.js';
import {
  type CatalogFilter,
  CatalogReader,
  type Provider,
  type Service,
  type ServiceProvider,
} from '../../domain/catalog.port.js';
import type { Range, Slice } from '../../domain/slice.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { readPage } from '../read-page.js';
import { isLarge, SharedAnswers } from '../shared-answers.js';
import { runOnce } from '../statement.js';
import {
  countOf,
  LIST_PAIRS,
  pageOf,
  PAIR_BY_IDS,
  PROVIDER_BY_ID,
  PROVIDERS,
  SERVICE_BY_ID,
  SERVICES,
} from './read-catalog.sql.js';

type PairRow = PairRef & { pairedAt: Date } & (Provider | Record<keyof Provider, null>);

function toServiceProvider({ serviceId, providerId, pairedAt, ...provider }: PairRow): ServiceProvider {
  return { serviceId, providerId, createdAt: pairedAt, provider: provider.id === null ? null : provider };
}

@Injectable()
export class PgCatalogReader extends CatalogReader {
  private readonly counts = new SharedAnswers<number>(isLarge);

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

  override services(accountId: string, filter: CatalogFilter, page: Range): Promise<Slice<Service>> {
    return this.list<Service>(SERVICES, accountId, filter, page);
  }

  override providers(accountId: string, filter: CatalogFilter, page: Range): Promise<Slice<Provider>> {
    return this.list<Provider>(PROVIDERS, accountId, filter, page);
  }

  override async pairs(accountId: string, serviceId: string, page: Range): Promise<Slice<ServiceProvider>> {
    const reading = this.database.reading(accountId);
    const { items, total } = await readPage<PairRow>(reading, LIST_PAIRS, [accountId, serviceId], page);
    return { items: items.map(toServiceProvider), total };
  }

  private async list<Item extends object>(
    list: typeof SERVICES,
    accountId: string,
    filter: CatalogFilter,
    page: Range,
  ): Promise<Slice<Item>> {
    const total = await this.counts.ask(JSON.stringify([list.from, accountId, filter]), async () => {
      const [counted] = await runOnce<{ total: number }>(this.database, accountId, countOf(list, accountId, filter));
      return counted?.total ?? 0;
    });
    if (page.offset >= total) return { items: [], total };
    return { items: await runOnce<Item>(this.database, accountId, pageOf(list, accountId, filter, page)), total };
  }

  private within(transaction: Transaction | null): Queryable {
    return transaction === null ? this.database : queryableOf(transaction);
  }
}
