import { databaseAdvice } from './database-advice.js';

const DATABASE = { name: 'The database', url: 'postgres://me:secret@localhost:5432/pairs', setting: 'DATABASE_URL' };
const failed = (message: string, code?: string) => Object.assign(new Error(message), code && { code });
const refused = failed('connect ECONNREFUSED', 'ECONNREFUSED');

it.each([
  ['an address that refuses', refused, 'does not answer at localhost:5432/pairs (ECONNREFUSED): start it, or correct'],
  // As Node tells it of a name with two addresses.
  [
    'two addresses that refuse',
    Object.assign(new AggregateError([refused, refused], ''), { code: 'ECONNREFUSED' }),
    'does not answer',
  ],
  ['what an error was caused by', new Error('It failed', { cause: refused }), 'does not answer'],
  [
    'a server that says nothing',
    failed('timeout expired'),
    'does not answer at localhost:5432/pairs (timeout expired)',
  ],
  ['a server that is going', failed('terminating connection', '57P01'), 'does not answer'],
  [
    'a password',
    failed('password authentication failed', '28P01'),
    'refuses the login: correct DATABASE_URL (password',
  ],
  ['a name', failed('database "pairs" does not exist', '3D000'), 'no database localhost:5432/pairs: create it'],
  [
    'a right',
    failed('permission denied for schema public', '42501'),
    'use the login that owns the database (permission',
  ],
])('of %s it is said what to do, and no password', (_, error, said) => {
  expect(databaseAdvice(error, DATABASE)).toContain(said);
  expect(databaseAdvice(error, DATABASE)).not.toMatch(/secret|\n/);
});

it.each([
  ['a statement', failed('division by zero', '22012')],
  ['a lock that took too long', failed('canceling statement due to lock timeout', '55P03')],
  ['none of a database', failed('anything')],
])('of %s nothing is said', (_, error) => {
  expect(databaseAdvice(error, DATABASE)).toBeUndefined();
});
