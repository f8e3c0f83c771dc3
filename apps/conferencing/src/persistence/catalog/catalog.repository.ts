import { Injectable } from '@nestjs/common';
import type { PairChange, ProviderChange, ServiceChange } from '../../domain/catalog-change.js';
import { Catalog, type CatalogScope, type ForeignId, type LockedPair } from '../../domain/catalog.port.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { ALIGN_PROVIDERS, ALIGN_SERVICES } from './align-pairs.sql.js';
import { FIND_ACCOUNTS, FIND_FOREIGN } from './find-foreign.sql.js';
import { LOCK_PAIRS } from './lock-pairs.sql.js';
import { MOVE_IDS } from './move-ids.sql.js';
import { SAVE_PAIRS } from './save-pairs.sql.js';
import { SAVE_PROVIDERS } from './save-providers.sql.js';
import { SAVE_SERVICES } from './save-services.sql.js';

/** One field of all items: PostgreSQL receives a set of rows as one array for each column. */
function column<T, V>(items: readonly T[], value: (item: T) => V): V[] {
  return items.map(value);
}

function scopeValues(accountId: string, { services, providers, pairs }: CatalogScope): unknown[] {
  return [
    accountId,
    services,
    providers,
    column(pairs, ({ serviceId }) => serviceId),
    column(pairs, ({ providerId }) => providerId),
  ];
}

@Injectable()
export class PgCatalog extends Catalog {
  override async knownAccounts(transaction: Transaction, accountIds: readonly string[]): Promise<Set<string>> {
    const rows = await queryableOf(transaction).query<{ id: string }>(FIND_ACCOUNTS, [accountIds]);
    return new Set(rows.map(({ id }) => id));
  }

  override foreign(transaction: Transaction, accountId: string, scope: CatalogScope): Promise<ForeignId[]> {
    return queryableOf(transaction).query<ForeignId>(FIND_FOREIGN, scopeValues(accountId, scope));
  }

  override async moveIds(transaction: Transaction, from: string, to: string, scope: CatalogScope): Promise<void> {
    const [, ...ids] = scopeValues(from, scope);
    await queryableOf(transaction).execute(MOVE_IDS, [from, to, ...ids]);
  }

  override async saveServices(
    transaction: Transaction,
    accountId: string,
    changes: readonly ServiceChange[],
    at: Date,
  ): Promise<string[]> {
    if (changes.length === 0) return [];
    const rows = await queryableOf(transaction).query<{ id: string }>(SAVE_SERVICES, [
      accountId,
      column(changes, ({ id }) => id),
      column(changes, ({ name }) => name),
      column(changes, ({ live }) => live),
      column(changes, ({ version }) => version),
      at,
    ]);
    return rows.map(({ id }) => id);
  }

  override async saveProviders(
    transaction: Transaction,
    accountId: string,
    changes: readonly ProviderChange[],
    at: Date,
  ): Promise<string[]> {
    if (changes.length === 0) return [];
    const rows = await queryableOf(transaction).query<{ id: string }>(SAVE_PROVIDERS, [
      accountId,
      column(changes, ({ id }) => id),
      column(changes, ({ active }) => active),
      column(changes, ({ version }) => version),
      column(changes, ({ attributes }) => attributes?.displayName ?? null),
      column(changes, ({ attributes }) => attributes?.email ?? null),
      column(changes, ({ attributes }) => attributes?.firstName ?? null),
      column(changes, ({ attributes }) => attributes?.lastName ?? null),
      column(changes, ({ attributes }) => attributes?.timeZone ?? null),
      at,
    ]);
    return rows.map(({ id }) => id);
  }

  override async lockPairs(transaction: Transaction, accountId: string, scope: CatalogScope): Promise<LockedPair[]> {
    if (scope.services.length + scope.providers.length + scope.pairs.length === 0) return [];
    return queryableOf(transaction).query<LockedPair>(LOCK_PAIRS, scopeValues(accountId, scope));
  }

  override async savePairs(
    transaction: Transaction,
    accountId: string,
    changes: readonly PairChange[],
    at: Date,
  ): Promise<void> {
    if (changes.length === 0) return;
    await queryableOf(transaction).execute(SAVE_PAIRS, [
      accountId,
      column(changes, ({ serviceId }) => serviceId),
      column(changes, ({ providerId }) => providerId),
      column(changes, ({ assigned }) => assigned),
      column(changes, ({ version }) => version),
      at,
    ]);
  }

  override async alignPairs(
    transaction: Transaction,
    accountId: string,
    { services, providers }: Pick<CatalogScope, 'services' | 'providers'>,
  ): Promise<void> {
    const queryable = queryableOf(transaction);
    if (services.length > 0) await queryable.execute(ALIGN_SERVICES, [accountId, services]);
    if (providers.length > 0) await queryable.execute(ALIGN_PROVIDERS, [accountId, providers]);
  }
}
