import { type JsonSchema, mapSchema } from '../schema/json-schema.js';

/** A schema's definitions as components of a larger document, with adjusted references. */
export function componentSchemas(schema: JsonSchema): Record<string, JsonSchema> {
  const { $schema: _dialect, $id: _id, definitions = {}, ...top } = schema;
  const named = top.title === undefined ? definitions : { [top.title]: top, ...definitions };
  return Object.fromEntries(Object.entries(named).map(([name, each]) => [name, mapSchema(each, moved)]));
}

function moved(schema: JsonSchema): JsonSchema {
  return schema.$ref ? { $ref: schema.$ref.replace('#/definitions/', '#/components/schemas/') } : schema;
}
