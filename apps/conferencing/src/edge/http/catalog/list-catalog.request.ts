import { PageQuery } from '@conferencing/http-edge';
import type { CatalogFilter } from '../../../domain/catalog.port.js';
import { ChoiceQuery, SearchQuery } from '../validation/query-fields.js';

const FLAGS = ['true', 'false'];

export class ListServicesQuery extends PageQuery {
  @SearchQuery('A part of the name.')
  search?: string;

  @ChoiceQuery(FLAGS, 'Every service of the catalog is active: with false there are none.')
  active?: string;
}

export class ListProvidersQuery extends PageQuery {
  @SearchQuery('A part of the display name or the email.')
  search?: string;

  @ChoiceQuery(FLAGS, 'False: only deactivated ones.')
  active?: string;
}

export function catalogFilter({ search, active }: ListServicesQuery | ListProvidersQuery): CatalogFilter {
  return {
    ...(search ? { search } : {}),
    ...(active ? { active: active === 'true' } : {}),
  };
}
