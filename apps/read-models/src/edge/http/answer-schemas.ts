import { HOST_STATES, ID_PATTERNS, type IdentifiedKind, type JsonSchema, SCHEMAS } from '@conferencing/contracts';
import { openApiSchema, type Schema } from './open-api-schema.js';

type Properties = Record<string, Schema>;

const object = (properties: Properties): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const id = (kind: IdentifiedKind): Schema => ({ type: 'string', pattern: ID_PATTERNS[kind] });

const PAGE: Schema = { type: 'integer', minimum: 1 };
const COUNT: Schema = { type: 'integer', minimum: 0 };

const META: Properties = { current_page: PAGE, page_size: PAGE, total_count: COUNT, total_pages: COUNT };
const page = (items: Schema, meta: Properties = META): Schema => object({ data: list(items), meta: object(meta) });

const { properties: FIELDS = {}, definitions: DEFINITIONS = {} } = SCHEMAS.conferencingUpdated;
/** A field of the event, or an object in it: the answers show them as the event has them. */
const asInEvent = (schema: JsonSchema | undefined): Schema => openApiSchema(schema!, DEFINITIONS);

const VERSION = asInEvent(FIELDS.version);
const HOST_STATE = asInEvent(FIELDS.host_state);
const TIME = asInEvent(FIELDS.occurred_at);
const STATE_COUNTS = object(Object.fromEntries(HOST_STATES.map((state) => [state, COUNT])));

export const PAIR_SCHEMA = object({
  data: asInEvent(DEFINITIONS.ServiceProviderConferencing),
  version: VERSION,
  host_state: HOST_STATE,
  updated_at: TIME,
});

export const PAIRS_SCHEMA = page(PAIR_SCHEMA);

const CHANGE: Properties = {
  version: VERSION,
  change: asInEvent(FIELDS.change),
  reason: asInEvent(FIELDS.reason),
  actor: asInEvent(FIELDS.actor),
  batch_id: asInEvent(FIELDS.batch_id),
  host_state: HOST_STATE,
  occurred_at: TIME,
  from: asInEvent(FIELDS.previous),
  to: asInEvent(FIELDS.data),
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
  object: { type: 'string', enum: ['host'] },
  external_user_id: id('externalUser'),
  connected_account_id: id('connectedAccount'),
  external_user: asInEvent(DEFINITIONS.ExternalUser),
  service_provider_count: COUNT,
  service_count: COUNT,
  provider_count: COUNT,
  by_host_state: STATE_COUNTS,
};
const CONCERNED: Properties = { services: list(id('service')), providers: list(id('provider')) };

export const HOSTS_SCHEMA = page(object(HOST));
export const HOST_SCHEMA = object({ data: object({ ...HOST, ...CONCERNED }) });
export const IMPACT_SCHEMA = object({ data: object({ by_host_state: STATE_COUNTS, ...CONCERNED }) });
