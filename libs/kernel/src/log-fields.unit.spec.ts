import { DatabaseError } from 'pg-protocol';
import { describeError } from './describe-error.js';
import { logFields } from './log-fields.js';

const SECRET = 'jane@example.com';

/** An error of pg, with a value in each field that PostgreSQL may fill. */
function refused(): DatabaseError {
  const error = new DatabaseError(`invalid input syntax for type integer: "${SECRET}"`, 90, 'error');
  const detail = `Key (email)=(${SECRET}) already exists.`;
  const where = `SQL statement "SELECT '${SECRET}'"`;
  const codes = { code: '23505', constraint: 'users_email', table: 'users', routine: '_bt_check_unique' };
  return Object.assign(error, codes, { detail, where, hint: SECRET, internalQuery: where });
}

const wrapped = (message: string, cause: unknown) => new Error(message, { cause });

describe('the log line of a database error', () => {
  const { message } = refused();
  const typeorm = Object.assign(new Error(message), { driverError: refused(), query: SECRET, parameters: [SECRET] });

  it.each<[string, unknown]>([
    ['alone', refused()],
    ['from TypeORM', typeorm],
    ['within one that repeats its message', wrapped(`Can't be read: ${message}`, refused())],
    ['deep within', wrapped(`4 ${message}`, wrapped('3', wrapped('2', wrapped('1', wrapped(message, refused())))))],
    ['among several', new AggregateError([new Error('other'), refused()], `Both failed: ${message}`)],
  ])('is its codes and names, and no value: %s', (_, error) => {
    for (const fields of [{ err: error }, { error }, { attempts: [{ reason: error }] }, error as object]) {
      const line = JSON.stringify(logFields(fields));
      expect(line).not.toContain('jane');
      expect(line.length).toBeLessThan(3_000);
    }
  });

  it('is enough to find the cause', () => {
    const names = { code: '23505', constraint: 'users_email', table: 'users', routine: '_bt_check_unique' };
    expect(describeError(refused())).toMatchObject(names);
    expect(describeError(wrapped(`The batch failed: ${message}`, refused()))).toMatchObject({
      type: 'Error',
      message: 'The batch failed: …',
      at: expect.stringMatching(/log-fields\.unit\.spec\.ts:\d+:\d+$/),
      cause: names,
    });
  });
});

describe('the log line of another error', () => {
  it('is its message, but nothing of a body that could not be read', () => {
    expect(describeError(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).toMatchObject({
      code: 'EPIPE',
      message: 'write EPIPE',
    });
    try {
      JSON.parse(SECRET);
    } catch (error) {
      expect(
        JSON.stringify(logFields({ err: wrapped(`Malformed: ${(error as Error).message}`, error) })),
      ).not.toContain('jane');
    }
  });

  it('is its type alone when it is no error at all', () => {
    expect(logFields({ err: SECRET })).toEqual({ err: { type: 'string' } });
  });
});

describe('a log line', () => {
  it('stays short, whatever its fields hold', () => {
    const endless: Record<string, unknown> = { text: 'x'.repeat(230_000) };
    endless.self = endless;
    const fields = {
      endless,
      err: wrapped('x'.repeat(230_000), wrapped('y'.repeat(230_000), undefined)),
      list: Array.from({ length: 50_000 }, (_, index) => ({ index, text: 'z'.repeat(500) })),
      deep: Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => [1, 2, 3])),
      wide: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key-${index}`, index])),
      bytes: Buffer.alloc(100_000),
    };
    expect(JSON.stringify(logFields(fields)).length).toBeLessThan(40_000);
    expect(logFields({ text: 'x'.repeat(5_000), bytes: Buffer.alloc(9) })).toEqual({
      text: `${'x'.repeat(960)}… (5000 characters)`,
      bytes: '9 bytes',
    });
  });

  it('keeps what is short as it is, also when it is described twice', () => {
    const fields = {
      partition: 3,
      offsets: ['1', '2'],
      at: new Date(0),
      none: null,
      err: wrapped('outer', new Error('x')),
    };
    const once = logFields(fields);
    expect(once).toMatchObject({ partition: 3, offsets: ['1', '2'], at: '1970-01-01T00:00:00.000Z', none: null });
    expect(logFields(once)).toEqual(once);
  });
});
