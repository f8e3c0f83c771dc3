import {
  type ChangeList,
  type ConferencingList,
  type ConferencingView,
  type History,
  HOST_STATES,
  type HostList,
  type HostState,
  type HostStateCounts,
  type HostView,
  type ImpactView,
  type ServiceProviderConferencing,
} from '@conferencing/contracts';

const ID = 'd025a96ac0c6';
const SERVICE = `srv_${ID}`;
const PROVIDER = `prov_${ID}`;
const META = { current_page: 1, page_size: 50, total_count: 1, total_pages: 1 };

const RESOURCE: ServiceProviderConferencing = {
  object: 'service_provider_conferencing',
  service_id: SERVICE,
  provider_id: PROVIDER,
  conferencing_provider: 'zoom_admin',
  connected_account: {
    id: `cact_${ID}`,
    object: 'connected_account',
    provider: 'zoom_admin',
    status: 'active',
    connection_scope: 'account',
    display_name: 'Example Clinic',
    email: 'admin@example.com',
    external_account_id: 'q6gBJVO5TzexKYTb_I2rpg',
    external_subject: 'q6gBJVO5TzexKYTb_I2rpg',
    user_id: null,
    created_at: '2026-01-12T12:34:55.000Z',
    updated_at: '2026-01-13T10:11:12.000Z',
  },
  external_user: {
    id: `exusr_${ID}`,
    object: 'external_user',
    email: 'dr.smith@example.com',
    first_name: 'Jane',
    last_name: 'Smith',
    status: 'active',
  },
};

function oneIn(state: HostState): HostStateCounts {
  return Object.fromEntries(HOST_STATES.map((name) => [name, name === state ? 1 : 0])) as HostStateCounts;
}

export const PAIR_EXAMPLE: ConferencingView = {
  data: RESOURCE,
  version: 1,
  host_state: 'ready',
  updated_at: '2026-01-13T10:11:12.000Z',
};

export const PAIRS_EXAMPLE: ConferencingList = { data: [PAIR_EXAMPLE], meta: META };

const ENTRY: History['data'][number] = {
  version: 1,
  change: 'assigned',
  reason: null,
  actor: `token:tok_${ID}`,
  batch_id: null,
  host_state: 'ready',
  occurred_at: '2026-01-13T10:11:12.000Z',
  from: null,
  to: RESOURCE,
};

export const CHANGES_EXAMPLE: ChangeList = {
  data: [{ service_id: SERVICE, provider_id: PROVIDER, ...ENTRY }],
  meta: { ...META, complete_since: null },
};

export const HISTORY_EXAMPLE: History = {
  data: [ENTRY],
  meta: { ...META, complete_from_version: 1 },
};

const HOST: HostList['data'][number] = {
  object: 'host',
  external_user_id: RESOURCE.external_user.id,
  connected_account_id: RESOURCE.connected_account.id,
  external_user: RESOURCE.external_user,
  service_provider_count: 1,
  service_count: 1,
  provider_count: 1,
  by_host_state: oneIn('ready'),
};

export const HOSTS_EXAMPLE: HostList = { data: [HOST], meta: META };

export const HOST_EXAMPLE: HostView = { data: { ...HOST, services: [SERVICE], providers: [PROVIDER] } };

export const IMPACT_EXAMPLE: ImpactView = {
  data: { by_host_state: oneIn('account_reconnect_required'), services: [SERVICE], providers: [PROVIDER] },
};
