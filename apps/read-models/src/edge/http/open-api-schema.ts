import type { JsonSchema } from '@conferencing/contracts';
import type { ApiResponseSchemaHost } from '@nestjs/swagger';

export type Schema = ApiResponseSchemaHost['schema'];

/** A schema of the contracts as OpenAPI 3.0 writes it: null is `nullable`, and each definition stands where it is used. */
export function openApiSchema(schema: JsonSchema, definitions: Record<string, JsonSchema> = {}): Schema {
  const { $ref, anyOf, type, properties, ...rest } = schema;
  if ($ref !== undefined) return openApiSchema(definitions[$ref.replace('#/definitions/', '')]!, definitions);
  if (anyOf !== undefined) return { ...openApiSchema(anyOf[0]!, definitions), nullable: true } as Schema;
  return {
    type: typeof type === 'string' ? type : type?.[0],
    ...(Array.isArray(type) && { nullable: true }),
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, openApiSchema(property, definitions)]),
      ),
    }),
  } as Schema;
}
