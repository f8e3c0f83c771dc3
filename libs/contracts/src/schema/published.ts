import catalogUpdated from '../../schemas/catalog.updated.v1.json';
import conferencingUpdated from '../../schemas/conferencing.updated.v1.json';
import type { JsonSchema } from './json-schema.js';

/** The JSON Schemas (draft 7) of the values on the topics: what a consumer must accept. */
export const SCHEMAS = {
  conferencingUpdated: conferencingUpdated as JsonSchema,
  catalogUpdated: catalogUpdated as JsonSchema,
};
