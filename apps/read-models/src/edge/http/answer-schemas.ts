import {
  CONFERENCING_PROVIDERS,
  CONNECTED_ACCOUNT_PROVIDERS,
  CONNECTED_ACCOUNT_STATUSES,
  CONNECTION_SCOPES,
  CHANGES,
  HOST_STATES,
  ID_PATTERNS,
  type IdentifiedKind,
} from '@conferencing/contracts';
import type { ApiResponseSchemaHost } from '@nestjs/swagger';

type Schema = ApiResponseSchemaHost['schema'];
type Properties = Record<string, Schema>;

const object = (properties: Properties): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
const id = (kind: IdentifiedKind): Schema => ({ type: 'string', pattern: ID_PATTERNS[kind] });

const TEXT: Schema = { type: 'string' };
const TEXT_OR_NULL: Schema = { type: 'string', nullable: true };
const TIME: Schema = { type: 'string', format: 'date-time' };
const VERSION: Schema = { type: 'integer', minimum: 1 };
const COUNT: Schema = { type: 'integer', minimum: 0 };

const META: Properties = { current_page: VERSION, page_size: VERSION, total_count: COUNT, total_pages: COUNT };
const page = (items: Schema, meta: Properties = META): Schema => object({ data: list(items), meta: object(meta) });

const CONNECTED_ACCOUNT = object({
  id: id('connectedAccount'),
  object: oneOf('connected_account'),
  provider: oneOf(...CONNECTED_ACCOUNT_PROVIDERS),
  status: oneOf(...CONNECTED_ACCOUNT_STATUSES),
  connection_scope: oneOf(...CONNECTION_SCOPES),
  display_name: TEXT_OR_NULL,
  email: TEXT,
  external_account_id: TEXT_OR_NULL,
  external_subject: TEXT,
  user_id: TEXT_OR_NULL,
  created_at: TIME,
  updated_at: TIME,
});

const EXTERNAL_USER = object({
  id: id('externalUser'),
  object: oneOf('external_user'),
  email: TEXT_OR_NULL,
  first_name: TEXT_OR_NULL,
  last_name: TEXT_OR_NULL,
  status: TEXT_OR_NULL,
});

const RESOURCE: Properties = {
  object: oneOf('service_provider_conferencing'),
  service_id: id('service'),
  provider_id: id('provider'),
  conferencing_provider: oneOf(...CONFERENCING_PROVIDERS),
  connected_account: CONNECTED_ACCOUNT,
  external_user: EXTERNAL_USER,
};
const RESOURCE_OR_NULL: Schema = { ...object(RESOURCE), nullable: true };

const HOST_STATE = oneOf(...HOST_STATES);
const STATE_COUNTS = object(Object.fromEntries(HOST_STATES.map((state) => [state, COUNT])));

export const PAIR_SCHEMA = object({
  data: object(RESOURCE),
  version: VERSION,
  host_state: HOST_STATE,
  updated_at: TIME,
});

export const PAIRS_SCHEMA = page(PAIR_SCHEMA);

const CHANGE: Properties = {
  version: VERSION,
  change: oneOf(...CHANGES),
  reason: TEXT_OR_NULL,
  actor: TEXT,
  batch_id: { ...id('batch'), nullable: true } as Schema,
  host_state: HOST_STATE,
  occurred_at: TIME,
  from: RESOURCE_OR_NULL,
  to: RESOURCE_OR_NULL,
};

export const CHANGES_SCHEMA = page(object({ service_id: id('service'), provider_id: id('provider'), ...CHANGE }), {
  ...META,
  complete_since: { ...TIME, nullable: true } as Schema,
});

export const HISTORY_SCHEMA = page(object(CHANGE), {
  ...META,
  complete_from_version: { ...VERSION, nullable: true } as Schema,
});

const HOST: Properties = {
  object: oneOf('host'),
  external_user_id: id('externalUser'),
  connected_account_id: id('connectedAccount'),
  external_user: EXTERNAL_USER,
  service_provider_count: COUNT,
  service_count: COUNT,
  provider_count: COUNT,
  by_host_state: STATE_COUNTS,
};
const CONCERNED: Properties = { services: list(id('service')), providers: list(id('provider')) };

export const HOSTS_SCHEMA = page(object(HOST));
export const HOST_SCHEMA = object({ data: object({ ...HOST, ...CONCERNED }) });
export const IMPACT_SCHEMA = object({ data: object({ by_host_state: STATE_COUNTS, ...CONCERNED }) });
