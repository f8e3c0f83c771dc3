import { HOST_STATES, type HostState } from '@conferencing/contracts';
import { PageQuery } from '@conferencing/http-edge';
import type { PairFilter } from '../../../domain/pair-list.port.js';
import { ChoicesQuery, IdQuery, manyOf, SearchQuery } from '../validation/query-fields.js';

export class AttentionQuery extends PageQuery {
  @SearchQuery(
    'Part of the name of the service, of the name or email of the provider, or of the name or email of the host.',
  )
  search?: string;

  @IdQuery('connectedAccount')
  connected_account_id?: string;

  @ChoicesQuery(
    HOST_STATES,
    'May be repeated: pairs in any of these states. `unassigned` finds pairs that lost their host.',
  )
  host_state?: string | string[];
}

export function attentionFilter(query: AttentionQuery): PairFilter {
  return {
    search: query.search || undefined,
    connectedAccountId: query.connected_account_id || undefined,
    hostStates: manyOf(query.host_state) as HostState[],
  };
}
