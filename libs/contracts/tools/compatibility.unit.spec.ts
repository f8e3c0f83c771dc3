import { mapSchema, type JsonSchema } from '../src/schema/json-schema.js';
import { breaksOf } from './compatibility.js';
import { publishedSchemas } from './published-schemas.js';
import { complaints } from './schema-folder.js';

const schema = publishedSchemas()['conferencing.updated.v1.json']!;

/** The schema with one field of the event changed. */
function withField(name: string, field: JsonSchema): JsonSchema {
  return { ...schema, properties: { ...schema.properties, [name]: field } };
}

it('the checked-in schemas match the classes, and can read every released version', () => {
  expect(complaints()).toEqual([]);
});

it('a schema can read everything written with itself', () => {
  for (const each of Object.values(publishedSchemas())) expect(breaksOf(each, each)).toEqual([]);
});

it.each<[string, JsonSchema]>([
  ['a new field that may be left out', withField('mood', { type: 'string' })],
  [
    'a field that need not be there any more',
    { ...schema, required: schema.required!.filter((name) => name !== 'actor') },
  ],
  [
    'another value in a list',
    withField('change', { type: 'string', enum: [...schema.properties!.change!.enum!, 'renamed'] }),
  ],
  ['a field that may be null', withField('actor', { ...schema.properties!.actor, type: ['string', 'null'] })],
  ['a wider range', withField('version', { type: 'number', minimum: 0 })],
  ['a pattern that is gone', withField('id', { type: 'string' })],
])('%s is compatible', (_what, newer) => {
  expect(breaksOf(newer, schema)).toEqual([]);
});

it.each<[string, JsonSchema, string, string]>([
  [
    'a new field that has to be there',
    { ...withField('mood', { type: 'string' }), required: [...schema.required!, 'mood'] },
    '/mood',
    'became required',
  ],
  [
    'a field that is gone',
    { ...schema, properties: { ...schema.properties, actor: undefined! } },
    '/actor',
    'was dropped',
  ],
  [
    'a value less in a list',
    withField('change', { type: 'string', enum: ['assigned', 'reassigned', 'cleared'] }),
    '/change',
    'no longer takes refreshed',
  ],
  [
    'a list where anything went',
    withField('actor', { type: 'string', enum: ['platform'] }),
    '/actor',
    'takes only some values now',
  ],
  ['another type', withField('version', { type: 'string' }), '/version', 'no longer takes integer'],
  [
    'no null any more',
    withField('reason', { ...schema.properties!.reason, type: 'string' }),
    '/reason',
    'no longer takes null',
  ],
  [
    'no null any more for an object',
    withField('data', { $ref: '#/definitions/ServiceProviderConferencing' }),
    '/data',
    'no longer takes null',
  ],
  ['another pattern', withField('id', { type: 'string', pattern: '^event_' }), '/id', 'has another pattern'],
  [
    'a new pattern for a list',
    withField('host_state', { type: 'string', pattern: '^(?!ready)' }),
    '/host_state',
    'no longer takes ready',
  ],
  [
    'another format',
    withField('actor', { ...schema.properties!.actor, format: 'email' }),
    '/actor',
    'has another format',
  ],
  [
    'a higher minimum',
    withField('version', { ...schema.properties!.version, minimum: 2 }),
    '/version',
    'has a higher minimum',
  ],
  [
    'a lower maximum',
    withField('version', { ...schema.properties!.version, maximum: 9 }),
    '/version',
    'has a lower maximum',
  ],
  [
    'a new minimum length',
    withField('actor', { ...schema.properties!.actor, minLength: 3 }),
    '/actor',
    'has a higher minLength',
  ],
  [
    'a new maximum length',
    withField('actor', { ...schema.properties!.actor, maxLength: 3 }),
    '/actor',
    'has a lower maxLength',
  ],
])('%s is not', (_what, newer, at, what) => {
  expect(breaksOf(newer, schema)).toEqual([{ at, what }]);
});

it('a break deep inside is found wherever the object is used', () => {
  const definitions = {
    ...schema.definitions,
    ExternalUser: { ...schema.definitions!.ExternalUser, required: ['nickname'] },
  };

  expect(breaksOf({ ...schema, definitions }, schema)).toEqual([
    { at: '/data/external_user/nickname', what: 'became required' },
    { at: '/previous/external_user/nickname', what: 'became required' },
  ]);
});

it('a type of record that is no longer read is found', () => {
  const catalog = publishedSchemas()['catalog.updated.v1.json']!;
  const fewer = { ...catalog, oneOf: catalog.oneOf!.slice(1) };

  expect(breaksOf(fewer, catalog)).toContainEqual({ at: '/type', what: 'no longer takes service.upserted' });
});

it('a schema with unknown keywords is refused', () => {
  const odd = mapSchema(schema, (inner) => (inner.pattern ? Object.assign({ not: {} }, inner) : inner));

  expect(() => breaksOf(odd, schema)).toThrow('Cannot judge the compatibility of not');
});
