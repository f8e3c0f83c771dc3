import * as check from './option-checks.js';
import { optional, type OptionNames, optionsOf, refuseWrongOptions, required } from './option-names.js';

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
  ['limits is wrong (msec is no option (there are ms)).', { ...whole, limits: { msec: 1 } }],
  ['limits is wrong (ms must be a number, 1 or more).', { ...whole, limits: { ms: '10s' } }],
])('names everything that is wrong at once, and no value: %s', (message, options) => {
  expect(refuse(options)).toThrow(`Options of the client: ${message}`);
  expect(refuse(options)).not.toThrow('hunter2');
});
