import { IS_INT, IS_OBJECT, MAX, MIN, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { JsonSchema } from '../src/schema/json-schema.js';
import { IS_OPEN_ENUM } from '../src/validation/is-open-enum.js';
import { IS_UTC_TIME } from '../src/validation/is-utc-time.js';
import { OPEN_ENUM_PATTERN } from '../src/validation/open-enum.js';
import { UTC_TIME_PATTERN } from '../src/validation/utc-time.js';

export type ContractClass = new () => object;

/** The meaning of this library's decorators besides the standard ones. */
interface Context {
  nullable?: boolean;
  type?: () => ContractClass;
}

type Marked = JsonSchema & { 'x-nullable'?: boolean; 'x-optional'?: boolean };

/** The class and every nested class as JSON Schemas, by class name. */
export function schemasOf(type: ContractClass): Record<string, JsonSchema> {
  const nested = new Map<string, ContractClass>();
  const schema = targetConstructorToSchema(type, {
    refPointerPrefix: '#/definitions/',
    additionalConverters: {
      [ValidationTypes.CONDITIONAL_VALIDATION]: ({ context }) =>
        (context as Context | undefined)?.nullable
          ? { 'x-nullable': true }
          : { 'x-nullable': true, 'x-optional': true },
      [ValidationTypes.NESTED_VALIDATION]: ({ context }) => {
        const child = (context as Context).type!();
        nested.set(child.name, child);
        return { $ref: `#/definitions/${child.name}` };
      },
      [IS_OBJECT]: {},
      [IS_INT]: { type: 'integer' },
      [MIN]: ({ constraints }) => ({ minimum: constraints[0] }),
      [MAX]: ({ constraints }) => ({ maximum: constraints[0] }),
      [IS_UTC_TIME]: { type: 'string', format: 'date-time', pattern: UTC_TIME_PATTERN },
      [IS_OPEN_ENUM]: ({ constraints }) => ({
        type: 'string',
        pattern: OPEN_ENUM_PATTERN,
        'x-known-values': constraints[0] as string[],
      }),
    },
  }) as JsonSchema;
  return Object.assign({ [type.name]: finished(schema) }, ...[...nested.values()].map(schemasOf));
}

/** Converts the marks into `required` and null of JSON Schema. */
function finished(schema: JsonSchema): JsonSchema {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Marked>);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([name, property]) => [name, withNull(property)])),
    required: properties.filter(([, property]) => !property['x-optional']).map(([name]) => name),
  };
}

function withNull(property: Marked): JsonSchema {
  const { 'x-nullable': nullable, 'x-optional': _optional, ...schema } = property;
  if (!nullable) return schema;
  if (schema.$ref) return { anyOf: [schema, { type: 'null' }] };
  return { ...schema, type: [schema.type as string, 'null'], ...(schema.enum && { enum: [...schema.enum, null] }) };
}
