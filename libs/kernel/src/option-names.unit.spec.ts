import * as check from './option-checks.js';
import {
  optional,
  type OptionNames,
  optionsOf,
  refuseWrongArguments,
  refuseWrongOptions,
  required,
} from './option-names.js';

interface Options {
  host: string;
  pool: object;
  secret?: string;
  limits?: { ms?: number };
}

const NAMES: OptionNames<Options> = {
  host: required(check.text),
  pool: required(check.objectWith('a Pool of pg', 'connect')),
  secret: optional(check.text),
  limits: optional(optionsOf<{ ms?: number }>({ ms: optional(check.amount(1)) })),
};
const whole = { host: 'a', pool: { connect: () => undefined } };
const refuse = (options: unknown) => () => refuseWrongOptions('the client', options as Options, NAMES);

it.each([
  whole,
  { ...whole, secret: undefined },
  { ...whole, secret: '', limits: {} },
  { ...whole, limits: { ms: 1 } },
])('takes options that are whole: %j', (options) => {
  expect(refuse(options)).not.toThrow();
});

it.each<[string, unknown]>([
  ['pool is missing; sekret is no option (there are host, pool, secret, limits).', { host: 'a', sekret: 'hunter2' }],
  ['host is missing; pool is missing.', undefined],
  ['host is missing.', { ...whole, host: '' }],
  ['host is missing; constructor is no option', { ...whole, host: null, constructor: 1 }],
  ['host must be a text; pool must be a Pool of pg.', { host: 5, pool: 'postgres://hunter2@db' }],
  ['limits must be an object.', { ...whole, limits: 5 }],
  ['there must be one object with all of them.', 'postgres://hunter2@db'],
  ['there must be one object with all of them.', [whole]],
  ['limits is wrong (msec is no option (there are ms)).', { ...whole, limits: { msec: 1 } }],
  ['limits is wrong (ms must be a number, 1 or more).', { ...whole, limits: { ms: '10s' } }],
])('names everything that is wrong at once, and no value: %s', (message, options) => {
  expect(refuse(options)).toThrow(`Options of the client: ${message}`);
  expect(refuse(options)).not.toThrow('hunter2');
});

it('names every argument that is wrong, and no value', () => {
  const checks = { pool: check.pool, names: check.listOf('names'), row: check.shaped('a row', { id: check.text }) };
  const call = (given: Record<keyof typeof checks, unknown>) => () => refuseWrongArguments('save', given, checks);
  const right = { pool: { connect: () => undefined, query: () => undefined }, names: [], row: { id: '1' } };
  expect(call(right)).not.toThrow();
  expect(call({ ...right, row: { id: '' } })).toThrow('Arguments of save: row must be a row.');
  const wrong = call({ pool: 'postgres://hunter2@db', names: 'hunter2', row: undefined });
  expect(wrong).toThrow(
    'Arguments of save: pool must be a Pool of pg; names must be a list of names; row must be a row.',
  );
  expect(wrong).not.toThrow('hunter2');
});

it('looks into a list where it is said what each of them has', () => {
  const topics = check.listOf('topics', { name: check.text });
  expect([[], [{ name: 't' }], [{ name: 't' }, {}], [undefined], 'topics'].map(topics)).toEqual([
    undefined,
    undefined,
    'must be a list of topics',
    'must be a list of topics',
    'must be a list of topics',
  ]);
});
