import { Database } from '@conferencing/database';
import { Injectable } from '@nestjs/common';
import type { KnownMapping, MappingWish, NewMapping } from '../../domain/bulk-mapping.js';
import type { Provider } from '../../domain/catalog.port.js';
import type { ExternalUserView } from '../../domain/external-users.port.js';
import type { Range, Slice } from '../../domain/slice.js';
import type { Transaction } from '../../domain/unit-of-work.port.js';
import {
  type MappingScope,
  type MappingSource,
  type UserMapping,
  UserMappings,
} from '../../domain/user-mappings.port.js';
import { queryableOf } from '../pairs/pg-unit-of-work.js';
import { readPage } from '../read-page.js';
import { JOIN_AS_EVER, JOIN_WHOLE_LISTINGS } from './listed-users.sql.js';
import { KNOWN_MAPPINGS, SAVE_MAPPINGS } from './map-many.sql.js';
import { MAP_ALL_BY_EMAIL, MAP_SOME_BY_EMAIL } from './map-by-email.sql.js';
import {
  COUNT_MAPPINGS,
  DELETE_MAPPING,
  LIST_MAPPINGS,
  MAPPING_OF_PROVIDER,
  SAVE_MAPPING,
} from './user-mappings.sql.js';

type MappingRow = Provider & {
  source: MappingSource;
  externalUser: ExternalUserView;
  mappedAt: Date;
  remappedAt: Date;
};

interface KnownRow {
  provider_active: boolean;
  mapped_to: string | null;
  source: MappingSource | null;
  candidates: string[];
}

function toKnownMapping(wish: MappingWish, { provider_active, mapped_to, source, candidates }: KnownRow): KnownMapping {
  return {
    ...wish,
    providerActive: provider_active,
    candidates: candidates.map((externalUserId) => ({ externalUserId, removed: false })),
    mappedTo: mapped_to === null || source === null ? null : { externalUserId: mapped_to, source },
  };
}

function toMapping(connectedAccountId: string, row: MappingRow): UserMapping {
  const { source, externalUser, mappedAt, remappedAt, ...provider } = row;
  return { connectedAccountId, source, externalUser, provider, createdAt: mappedAt, updatedAt: remappedAt };
}

@Injectable()
export class PgUserMappings extends UserMappings {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(accountId: string, connectedAccountId: string, providerId: string): Promise<UserMapping | null> {
    const values = [accountId, connectedAccountId, providerId];
    const [row] = await this.database.query<MappingRow>(MAPPING_OF_PROVIDER, values);
    return row === undefined ? null : toMapping(connectedAccountId, row);
  }

  override async list(accountId: string, connectedAccountId: string, page: Range): Promise<Slice<UserMapping>> {
    const values = [accountId, connectedAccountId];
    const reading = this.database.reading(accountId);
    const { items, total } = await readPage<MappingRow>(reading, LIST_MAPPINGS, values, page);
    return { items: items.map((row) => toMapping(connectedAccountId, row)), total };
  }

  override async count(accountId: string, connectedAccountId: string): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(COUNT_MAPPINGS, [accountId, connectedAccountId]);
    return row?.total ?? 0;
  }

  override async save(
    accountId: string,
    connectedAccountId: string,
    providerId: string,
    externalUserId: string,
    at: Date,
  ): Promise<boolean> {
    const values = [accountId, connectedAccountId, providerId, externalUserId, at];
    return (await this.database.share(accountId, () => this.database.execute(SAVE_MAPPING, values))) > 0;
  }

  override async known(
    accountId: string,
    connectedAccountId: string,
    wishes: readonly MappingWish[],
    transaction: Transaction | null,
  ): Promise<KnownMapping[]> {
    const queryable = transaction === null ? this.database.reading(accountId) : queryableOf(transaction);
    const rows = await queryable.query<KnownRow>(KNOWN_MAPPINGS, [
      accountId,
      connectedAccountId,
      wishes.map(({ providerId }) => providerId),
      wishes.map(({ wanted }) => ('email' in wanted ? null : wanted.externalUserId)),
      wishes.map(({ wanted }) => ('email' in wanted ? wanted.email : null)),
    ]);
    return wishes.map((wish, index) => toKnownMapping(wish, rows[index]!));
  }

  override async saveMany(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    mapped: readonly NewMapping[],
    at: Date,
  ): Promise<void> {
    await queryableOf(transaction).execute(SAVE_MAPPINGS, [
      accountId,
      connectedAccountId,
      mapped.map(({ providerId }) => providerId),
      mapped.map(({ externalUserId }) => externalUserId),
      at,
    ]);
  }

  override async delete(accountId: string, connectedAccountId: string, providerId: string): Promise<boolean> {
    const values = [accountId, connectedAccountId, providerId];
    return (await this.database.share(accountId, () => this.database.execute(DELETE_MAPPING, values))) > 0;
  }

  override async mapByEmail(
    transaction: Transaction,
    connectedAccountId: string,
    scope: MappingScope | null,
    at: Date,
  ): Promise<void> {
    const queryable = queryableOf(transaction);
    if (scope === null) {
      await queryable.query(JOIN_WHOLE_LISTINGS);
      await queryable.execute(MAP_ALL_BY_EMAIL, [connectedAccountId, at]);
      await queryable.query(JOIN_AS_EVER);
      return;
    }
    await queryable.execute(MAP_SOME_BY_EMAIL, [connectedAccountId, at, scope.emails, scope.externalUserIds]);
  }
}
