import { type Document, resolve, type Schema } from './operations.js';

/** A body as text, and whether it must be refused in any case. */
export interface WrongBody {
  how: string;
  text: string;
  mustRefuse: boolean;
}

function exampleOf(document: Document, given: Schema): unknown {
  const schema = resolve(document, given);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.properties !== undefined) return rightBody(document, schema);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') return [exampleOf(document, schema.items ?? {})];
  return schema.format === 'email' ? 'someone@example.com' : 'text';
}

/** A body that has the right shape, optional fields included. */
export function rightBody(document: Document, schema: Schema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, field]) => [name, exampleOf(document, field)]),
  );
}

const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 1);

const ODD_TEXTS = ['', ' ', '\u202e\u200b', '😀'.repeat(40), "'; DROP TABLE x; --", '${7*7}', '\uffff', '%00', '../..'];

/** Every way in which one field can be wrong; values that may be legal text must only be answered, not refused. */
function* wrongValues(schema: Schema): Generator<[how: string, value: unknown, mustRefuse: boolean]> {
  const text = schema.type === 'string';
  if (!schema.nullable) yield ['null', null, true];
  yield ['a number', 7.5, true];
  yield ['a list', ['a'], schema.type !== 'array'];
  yield ['an empty object', {}, true];
  if (schema.type !== 'boolean') yield ['a boolean', true, true];
  if (!text) yield ['text', 'text', true];
  yield ['too long', 'x'.repeat(100_000), true];
  yield ['deep nesting', deep(20), true];
  yield ['very deep nesting', deep(1_000), true];
  yield ['NUL', 'a\0b', true];
  yield ['half a surrogate pair', 'a\ud800b', true];
  for (const odd of ODD_TEXTS) yield [`odd text ${JSON.stringify(odd)}`, odd, false];
}

function* wrongFields(document: Document, schema: Schema, wrap: (body: object) => object): Generator<WrongBody> {
  const right = rightBody(document, schema);
  for (const [name, given] of Object.entries(schema.properties ?? {})) {
    const field = resolve(document, given);
    const say = (how: string, body: object, mustRefuse: boolean) => ({
      how: `${name}: ${how}`,
      text: JSON.stringify(wrap(body)),
      mustRefuse,
    });
    const { [name]: _, ...without } = right;
    yield say('missing', without, schema.required?.includes(name) ?? false);
    for (const [how, value, mustRefuse] of wrongValues(field)) yield say(how, { ...right, [name]: value }, mustRefuse);
    if (field.properties !== undefined) {
      yield* wrongFields(document, field, (inner) => wrap({ ...right, [name]: inner }));
    }
  }
  yield { how: 'unknown field', text: JSON.stringify(wrap({ ...right, unknown_field: 1 })), mustRefuse: true };
}

/** Every way in which the body of an operation can be wrong as a whole or in one of its fields. */
export function* wrongBodies(document: Document, schema: Schema): Generator<WrongBody> {
  const right = JSON.stringify(rightBody(document, schema));
  const whole = {
    'no body': '',
    'no object': '[]',
    null: 'null',
    'a number': '1',
    'broken JSON': right.slice(0, -1),
    'two values': `${right}${right}`,
    'duplicate keys': `${right.slice(0, -1)},${right.slice(1)}`,
    'raw NUL': `${right}\0`,
    'only brackets': '['.repeat(200_000),
    'two MiB': JSON.stringify({ ...JSON.parse(right), padding: 'x'.repeat(2_097_152) }),
    __proto__: `{"__proto__":{"admin":true},${right.slice(1)}`,
  };
  for (const [how, text] of Object.entries(whole)) yield { how, text, mustRefuse: true };
  yield* wrongFields(document, schema, (body) => body);
}
