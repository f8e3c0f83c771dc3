import { PAIR_KEY_SCHEMA, HEADER_SCHEMA } from './header-schema.js';
import { CATALOG_DEFINITIONS } from '../events/catalog-types.js';
import { ID_PATTERNS } from '../validation/id-patterns.js';

const BINDING_VERSION = '0.5.0';

const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const keyed = (key: object) => ({ kafka: { key, bindingVersion: BINDING_VERSION } });

/** The key of each type of catalog record. */
const CATALOG_KEYS = {
  service: { type: 'string', pattern: ID_PATTERNS.service },
  provider: { type: 'string', pattern: ID_PATTERNS.provider },
  service_provider: PAIR_KEY_SCHEMA,
};

export const CONFERENCING_MESSAGES = {
  ConferencingUpdated: {
    name: 'conferencing.updated.v1',
    summary: 'Who hosts the meetings of one service provider, after a change and before it.',
    contentType: 'application/json',
    headers: HEADER_SCHEMA,
    payload: schema('ConferencingUpdatedV1'),
    bindings: keyed(PAIR_KEY_SCHEMA),
  },
  ConferencingTombstone: {
    name: 'conferencing.updated.v1 (tombstone)',
    summary: 'The service provider left the catalog; ce_sequence is its last version.',
    headers: HEADER_SCHEMA,
    payload: { type: 'null' },
    bindings: keyed(PAIR_KEY_SCHEMA),
  },
};

export const CATALOG_MESSAGES = Object.fromEntries(
  Object.entries(CATALOG_DEFINITIONS).map(([type, name]) => [
    name,
    {
      name: type,
      summary: `The catalog's ${type.replace('_', ' ').replace('.', ' was ')}; the highest version of a key wins.`,
      contentType: 'application/json',
      payload: schema(name),
      bindings: keyed(CATALOG_KEYS[type.split('.')[0] as keyof typeof CATALOG_KEYS]),
    },
  ]),
);
