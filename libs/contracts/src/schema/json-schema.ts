/** The part of JSON Schema (draft 7) that the published schemas use. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | readonly string[];
  format?: string;
  pattern?: string;
  enum?: readonly unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  definitions?: Record<string, JsonSchema>;
  /** The current values of a list that may grow. */
  'x-known-values'?: readonly string[];
}

/** Applies the function to every nested schema, innermost first. */
export function mapSchema(schema: JsonSchema, map: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const inside = (children: Record<string, JsonSchema>) =>
    Object.fromEntries(Object.entries(children).map(([name, child]) => [name, mapSchema(child, map)]));
  return map({
    ...schema,
    ...(schema.properties && { properties: inside(schema.properties) }),
    ...(schema.definitions && { definitions: inside(schema.definitions) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map((child) => mapSchema(child, map)) }),
    ...(schema.oneOf && { oneOf: schema.oneOf.map((child) => mapSchema(child, map)) }),
  });
}

/**
 * What a producer may write, while the schema itself says what a consumer must accept: only the named fields, and only
 * the known values of a list that may grow.
 */
export function closed(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (inner) => {
    const { 'x-known-values': known, pattern: _pattern, ...rest } = inner;
    if (known) return { ...rest, enum: inner.type?.includes('null') ? [...known, null] : known };
    return inner.properties ? { ...inner, additionalProperties: false } : inner;
  });
}
