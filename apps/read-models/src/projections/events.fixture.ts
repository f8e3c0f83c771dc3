import type { Change, ConferencingUpdatedV1, HostState, ServiceProviderConferencing } from '@conferencing/contracts';
import { projectedEvent, type ProjectedEvent, type ProjectedTombstone } from './projected-record.js';

/** Ids that differ by a number: `srv_000000000007`. */
export const id = (prefix: string, n: number) => `${prefix}_${n.toString(16).padStart(12, '0')}`;

export interface EventShape {
  account?: number;
  service?: number;
  provider?: number;
  version?: number;
  change?: Change;
  host?: number;
  connection?: number;
  hostState?: HostState;
  occurredAt?: string;
  actor?: string;
  batch?: number;
  email?: string;
}

function resource(shape: EventShape): ServiceProviderConferencing {
  const { service = 1, provider = 1, host = 1, connection = 1 } = shape;
  return {
    object: 'service_provider_conferencing',
    service_id: id('srv', service),
    provider_id: id('prov', provider),
    conferencing_provider: 'zoom_admin',
    connected_account: {
      object: 'connected_account',
      id: id('cact', connection),
      provider: 'zoom_admin',
      connection_scope: 'account',
      status: 'active',
      display_name: null,
      email: 'meetings@example.com',
      external_account_id: 'zoom-account',
      external_subject: 'zoom-subject',
      user_id: null,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    },
    external_user: {
      object: 'external_user',
      id: id('exusr', host),
      email: shape.email ?? `host${host}@example.com`,
      first_name: 'Jane',
      last_name: `Smith ${host}`,
      status: 'active',
    },
  };
}

/** An event of a pair; `assigned` at version 1 by default. */
export function event(shape: EventShape = {}): ConferencingUpdatedV1 {
  const { account = 1, service = 1, provider = 1, version = 1 } = shape;
  const { change = version === 1 ? 'assigned' : 'reassigned' } = shape;
  const cleared = change === 'cleared';
  const number = service * 1_000_003 + provider * 1_009 + version;
  return {
    id: id('evt', number),
    type: 'conferencing.updated',
    account_id: id('acct', account),
    service_id: id('srv', service),
    provider_id: id('prov', provider),
    version,
    occurred_at: shape.occurredAt ?? '2026-01-01T00:00:00.000Z',
    change,
    reason: null,
    actor: shape.actor ?? 'platform',
    ...(shape.batch !== undefined && { batch_id: id('bat', shape.batch) }),
    host_state: cleared ? 'unassigned' : (shape.hostState ?? 'ready'),
    data: cleared ? null : resource(shape),
    previous: change === 'assigned' ? null : resource({ ...shape, host: (shape.host ?? 1) + 1_000 }),
  };
}

export function projected(shape: EventShape = {}): ProjectedEvent {
  const made = event(shape);
  return projectedEvent(made, Buffer.from(JSON.stringify(made)));
}

export function tombstone({ service = 1, provider = 1, version = 1 }: EventShape = {}): ProjectedTombstone {
  return {
    kind: 'tombstone',
    service_id: id('srv', service),
    provider_id: id('prov', provider),
    version,
    occurred_at: '2026-01-01T00:00:00.000Z',
  };
}
