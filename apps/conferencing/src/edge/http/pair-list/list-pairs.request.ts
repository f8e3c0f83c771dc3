import { HOST_STATES, type HostState } from '@conferencing/contracts';
import { PageQuery } from '@conferencing/http-edge';
import { PAIR_SORTS, type PairFilter, type PairSort } from '../../../domain/pair-list.port.js';
import { type Warning, WARNINGS } from '../../../domain/warnings.js';
import { ChoiceQuery, ChoicesQuery, IdQuery, manyOf, SearchQuery } from '../validation/query-fields.js';

const SORTS = PAIR_SORTS.flatMap((sort) => [sort, `-${sort}`]);

export class ListPairsQuery extends PageQuery {
  @SearchQuery(
    'Part of the name of the service, of the name or email of the provider, or of the name or email of the host.',
  )
  search?: string;

  @IdQuery('service')
  service_id?: string;

  @IdQuery('provider')
  provider_id?: string;

  @IdQuery('connectedAccount')
  connected_account_id?: string;

  @IdQuery('externalUser')
  external_user_id?: string;

  @ChoicesQuery(HOST_STATES, 'May be repeated: pairs in any of these states.')
  host_state?: string | string[];

  @ChoicesQuery(WARNINGS, 'May be repeated: pairs with any of these warnings.')
  warning?: string | string[];

  @ChoiceQuery(
    SORTS,
    '`-` means descending order. Pairs without the value come last in both orders. The default is by ' +
      'service id and provider id.',
  )
  sort?: string;
}

export function pairFilter(query: ListPairsQuery): PairFilter {
  return {
    search: query.search || undefined,
    serviceId: query.service_id || undefined,
    providerId: query.provider_id || undefined,
    connectedAccountId: query.connected_account_id || undefined,
    externalUserId: query.external_user_id || undefined,
    hostStates: manyOf(query.host_state) as HostState[],
    warnings: manyOf(query.warning) as Warning[],
  };
}

export function pairSort({ sort }: ListPairsQuery): PairSort | null {
  if (sort === undefined || sort === '') return null;
  const descending = sort.startsWith('-');
  return { by: sort.slice(descending ? 1 : 0) as PairSort['by'], descending };
}
