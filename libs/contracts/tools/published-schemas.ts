import type { JsonSchema } from '../src/schema/json-schema.js';
import { CATALOG_UPDATED } from '../src/events/catalog-updated.events.js';
import { ConferencingUpdatedV1 } from '../src/events/conferencing-updated.events.js';
import { CATALOG_UPDATED_SCHEMA_ID, CONFERENCING_UPDATED_DATASCHEMA } from '../src/topics.js';
import { type ContractClass, schemasOf } from './class-schema.js';

const DIALECT = 'http://json-schema.org/draft-07/schema#';

/** Every schema that is checked in, by the name of its file. */
export function publishedSchemas(): Record<string, JsonSchema> {
  return {
    'conferencing.updated.v1.json': {
      $schema: DIALECT,
      $id: CONFERENCING_UPDATED_DATASCHEMA,
      ...root(ConferencingUpdatedV1),
    },
    'catalog.updated.v1.json': {
      $schema: DIALECT,
      $id: CATALOG_UPDATED_SCHEMA_ID,
      oneOf: Object.values(CATALOG_UPDATED).map((type) => ({ $ref: `#/definitions/${type.name}` })),
      definitions: sorted(Object.assign({}, ...Object.values(CATALOG_UPDATED).map(schemasOf))),
    },
  };
}

/** As text: the same classes give the same text, so that a difference means a change. */
export function asFile(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The class itself on top, the classes inside it below. */
function root(type: ContractClass): JsonSchema {
  const { [type.name]: top, ...definitions } = schemasOf(type);
  return { title: type.name, ...top, definitions: sorted(definitions) };
}

function sorted(definitions: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
}
