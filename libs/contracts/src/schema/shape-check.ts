import Ajv, { type ErrorObject, type Options } from 'ajv';
import type { MalformedReason } from '../records/malformed-record.errors.js';
import type { JsonSchema } from './json-schema.js';
import { isUtcTime } from '../validation/utc-time.js';

/** Whether the value has the shape; adds the faults to the reasons. */
export type ShapeCheck<T> = (value: unknown, reasons: MalformedReason[]) => value is T;

const MAX_REASONS = 50;

const OPTIONS = {
  allErrors: true,
  allowUnionTypes: true,
  formats: { 'date-time': isUtcTime },
  keywords: ['x-known-values'],
};

/** Compilers by schema: creating one takes longer than compiling all definitions of a schema with it. */
const tolerant = new WeakMap<JsonSchema, Ajv>();
const strict = new WeakMap<JsonSchema, Ajv>();

/** Compiles a check that removes fields which the schema does not name. `ref` selects one of its definitions. */
export function tolerantCheck<T>(schema: JsonSchema, ref = ''): ShapeCheck<T> {
  return compile(compilerOf(schema, tolerant, { ...OPTIONS, removeAdditional: 'all' }), schema, ref);
}

/** Compiles a check that does not change the value. */
export function strictCheck<T>(schema: JsonSchema, ref = ''): ShapeCheck<T> {
  return compile(compilerOf(schema, strict, OPTIONS), schema, ref);
}

function compilerOf(schema: JsonSchema, known: WeakMap<JsonSchema, Ajv>, options: Options): Ajv {
  const compiler = known.get(schema) ?? new Ajv(options).addSchema(schema);
  known.set(schema, compiler);
  return compiler;
}

function compile<T>(ajv: Ajv, schema: JsonSchema, ref: string): ShapeCheck<T> {
  const validate = ajv.compile<T>({ $ref: `${schema.$id}#${ref}` });
  return (value, reasons): value is T => {
    if (validate(value)) return true;
    for (const error of (validate.errors ?? []).filter(isOwnFault).slice(0, MAX_REASONS)) reasons.push(reason(error));
    return false;
  };
}

/** An object that fails also fails the null branch of `anyOf`; only the faults of the object help the reader. */
function isOwnFault(error: ErrorObject): boolean {
  return error.keyword !== 'anyOf' && !/\/anyOf\/\d+\/type$/.test(error.schemaPath);
}

function reason({ keyword, instancePath, params, message }: ErrorObject): MalformedReason {
  const field = keyword === 'required' ? params.missingProperty : params.additionalProperty;
  const pointer = field === undefined ? instancePath : `${instancePath}/${String(field).slice(0, 64)}`;
  return { code: 'schema_mismatch', detail: message ?? keyword, pointer };
}
