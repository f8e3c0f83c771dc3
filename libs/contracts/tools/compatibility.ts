import Ajv from 'ajv';
import { closed, type JsonSchema } from '../src/schema/json-schema.js';
import { isUtcTime } from '../src/validation/utc-time.js';

const leaf = new Ajv({ strict: false, formats: { 'date-time': isUtcTime } });

/** A value that could be written before and can no longer be read. */
export interface Break {
  /** The position in the value. */
  at: string;
  what: string;
}

interface Side {
  root: JsonSchema;
  schema: JsonSchema;
}

/**
 * Whether the new schema can read everything that a producer of the old one may have written, without losing a field.
 * Knows the keywords of the generated schemas and throws on any other.
 */
export function breaksOf(newer: JsonSchema, older: JsonSchema): Break[] {
  const written = closed(older);
  return compare({ root: newer, schema: newer }, { root: written, schema: written }, '');
}

function compare(readerSide: Side, writerSide: Side, at: string): Break[] {
  const reader = resolved(readerSide);
  const writer = resolved(writerSide);
  const choices = writer.schema.anyOf ?? writer.schema.oneOf;
  if (choices) return choices.flatMap((schema) => compare(reader, { ...writer, schema }, at));
  const ways = reader.schema.anyOf ?? reader.schema.oneOf;
  if (ways) return shortest(ways.map((schema) => compare({ ...reader, schema }, writer, at)));
  if (Array.isArray(writer.schema.type) && !writer.schema.enum) {
    return writer.schema.type.flatMap((type) =>
      compare(reader, { ...writer, schema: { ...writer.schema, type: type as string } }, at),
    );
  }
  refuseUnknownKeywords(reader.schema);
  refuseUnknownKeywords(writer.schema);
  return writer.schema.enum ? valuesRefused(reader, writer.schema.enum, at) : narrowed(reader, writer, at);
}

/** Of several alternatives, the closest one is worth reporting. */
function shortest(alternatives: Break[][]): Break[] {
  return alternatives.reduce((best, each) => (each.length < best.length ? each : best));
}

function valuesRefused({ schema }: Side, values: readonly unknown[], at: string): Break[] {
  const takes = schema.enum ? (value: unknown) => schema.enum!.includes(value) : leaf.compile(schema);
  return values.filter((value) => !takes(value)).map((value) => ({ at, what: `no longer takes ${String(value)}` }));
}

function narrowed(reader: Side, writer: Side, at: string): Break[] {
  const { schema: r } = reader;
  const { schema: w } = writer;
  const types = r.type === undefined ? undefined : [r.type].flat();
  if (types && !types.includes(w.type as string) && !(w.type === 'integer' && types.includes('number'))) {
    return [{ at, what: `no longer takes ${String(w.type)}` }];
  }
  if (w.type === 'null') return [];
  const breaks: Break[] = [];
  const refuse = (isBroken: boolean, what: string) => isBroken && breaks.push({ at, what });
  refuse(r.enum !== undefined, 'takes only some values now');
  refuse(r.pattern !== undefined && r.pattern !== w.pattern, 'has another pattern');
  refuse(r.format !== undefined && r.format !== w.format, 'has another format');
  for (const bound of ['minimum', 'minLength'] as const) {
    refuse(r[bound] !== undefined && !(r[bound] <= (w[bound] ?? Number.NEGATIVE_INFINITY)), `has a higher ${bound}`);
  }
  for (const bound of ['maximum', 'maxLength'] as const) {
    refuse(r[bound] !== undefined && !(r[bound] >= (w[bound] ?? Number.POSITIVE_INFINITY)), `has a lower ${bound}`);
  }
  return [...breaks, ...fieldsBroken(reader, writer, at)];
}

function fieldsBroken(reader: Side, writer: Side, at: string): Break[] {
  const fields = reader.schema.properties ?? {};
  const required = (reader.schema.required ?? []).filter((name) => !writer.schema.required?.includes(name));
  return [
    ...required.map((name) => ({ at: `${at}/${name}`, what: 'became required' })),
    ...Object.entries(writer.schema.properties ?? {}).flatMap(([name, schema]) =>
      fields[name]
        ? compare({ ...reader, schema: fields[name] }, { ...writer, schema }, `${at}/${name}`)
        : [{ at: `${at}/${name}`, what: 'was dropped' }],
    ),
  ];
}

function resolved(side: Side): Side {
  const name = side.schema.$ref?.replace('#/definitions/', '');
  if (name === undefined) return side;
  const schema = side.root.definitions?.[name];
  if (!schema) throw new Error(`There is no definition ${name}`);
  return { ...side, schema };
}

const KNOWN = new Set(
  '$schema $id title description type format pattern enum minimum maximum minLength maxLength properties required definitions additionalProperties x-known-values'.split(
    ' ',
  ),
);

function refuseUnknownKeywords(schema: JsonSchema): void {
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
  if (unknown.length > 0) throw new Error(`Cannot judge the compatibility of ${unknown.join(', ')}`);
}
