import { PageQuery } from '@conferencing/http-edge';
import type { CatalogFilter } from '../../../domain/catalog.port.js';
import { FlagQuery, SearchQuery } from '../validation/query-fields.js';

export class ListServicesQuery extends PageQuery {
  @SearchQuery('Part of the name.')
  search?: string;

  @FlagQuery('Every service of the catalog is active, so `false` finds none.')
  active?: string;
}

export class ListProvidersQuery extends PageQuery {
  @SearchQuery('Part of the display name or the email.')
  search?: string;

  @FlagQuery('False: only deactivated providers.')
  active?: string;
}

export function catalogFilter({ search, active }: ListServicesQuery | ListProvidersQuery): CatalogFilter {
  return {
    ...(search ? { search } : {}),
    ...(active ? { active: active === 'true' } : {}),
  };
}
