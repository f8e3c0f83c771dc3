import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { databaseSettings } from './database-url.js';
import { brokers, encryptionKeys, flag, httpUrl, integer, logLevel, port, secret } from './fields.js';
import { loadSettings, SettingsError } from './load-settings.js';

const schema = z.object({
  HTTP_PORT: port().default(3000),
  ...databaseSettings,
  KAFKA_BROKERS: brokers(),
  KAFKA_SSL: flag().default(false),
  PLATFORM_TOKEN: secret(16),
  TOKEN_ENCRYPTION_KEYS: encryptionKeys(),
  ZOOM_API_URL: httpUrl().default('https://api.zoom.us'),
  LIMIT: integer(0, 100).default(0),
  LOG_LEVEL: logLevel().default('info'),
});

/** What the driver makes of a URL. */
function pg(connectionString: string) {
  const { user, password, host, database, ssl } = new Client({ connectionString });
  return { user, password, host, database, ssl: ssl as unknown };
}

const key = Buffer.alloc(32, 1).toString('base64');
const right = {
  DATABASE_URL: 'postgres://u:p@db:5432/x',
  KAFKA_BROKERS: 'kafka:9092, 10.0.0.1:9093',
  PLATFORM_TOKEN: 'a-token-of-enough-length',
  TOKEN_ENCRYPTION_KEYS: `new:${key},old:${key}`,
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadSettings(schema, env);
    return [];
  } catch (error) {
    return (error as SettingsError).problems;
  }
}

describe('settings', () => {
  it('become typed, with their defaults, and frozen', () => {
    const settings = loadSettings(schema, {
      ...right,
      HTTP_PORT: '8080',
      KAFKA_SSL: 'true',
      ZOOM_API_URL: 'http://z:1/',
    });
    expect(settings).toMatchObject({ HTTP_PORT: 8080, KAFKA_SSL: true, ZOOM_API_URL: 'http://z:1', LIMIT: 0 });
    expect(settings.KAFKA_BROKERS).toEqual(['kafka:9092', '10.0.0.1:9093']);
    expect(settings.TOKEN_ENCRYPTION_KEYS.map(({ kid }) => kid)).toEqual(['new', 'old']);
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('that are wrong are all named in one message, which shows no value', () => {
    const wrong = {
      HTTP_PORT: '70000',
      DATABASE_URL: 'mysql://secret-password@x',
      DATABASE_NEWER_SCHEMA: 'perhaps',
      KAFKA_BROKERS: 'kafka',
      KAFKA_SSL: 'yes',
      PLATFORM_TOKEN: 'short',
      TOKEN_ENCRYPTION_KEYS: 'k:c2hvcnQ=',
      ZOOM_API_URL: 'zoom',
      LIMIT: '1.5',
      LOG_LEVEL: 'loud',
    };
    const problems = problemsOf(wrong);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      Object.keys(schema.shape).filter((name) => name !== 'DATABASE_PASSWORD'),
    );
    expect(problems.join()).not.toContain('secret-password');
  });

  it('that do not fit together are named with those that are wrong alone', () => {
    const pair = z.object({ USER: z.string().optional(), PASSWORD: z.string().optional(), LOG_LEVEL: logLevel() });
    const whole = pair.superRefine(({ USER, PASSWORD }, context) => {
      if ((USER === undefined) !== (PASSWORD === undefined)) {
        context.addIssue({ code: 'custom', path: ['PASSWORD'], message: 'is needed together with USER' });
      }
    });
    expect(() => loadSettings(whole, { USER: 'x', LOG_LEVEL: 'loud' })).toThrow(/LOG_LEVEL[^]*PASSWORD: is needed/);
    expect(() => loadSettings(whole, { USER: 'x', LOG_LEVEL: 'info' })).toThrow(/^Wrong settings:\n {2}PASSWORD: .*$/);
    expect(loadSettings(whole, { USER: 'x', PASSWORD: 'y', LOG_LEVEL: 'info' })).toMatchObject({ USER: 'x' });
  });

  it.each([
    ['postgres://u:p@ss/w0rd@db:5432/x', 'p@ss/w0rd'],
    ['postgres://u:a:b?c#d[e]%zz@db:5432/x?sslmode=disable', 'a:b?c#d[e]%zz'],
    ['postgres://u:p%40ss@db:5432/x', 'p@ss'],
    ['postgres://u:plain@db:5432/x', 'plain'],
  ])('take any password in %s', (url, password) => {
    const settings = loadSettings(schema, { ...right, DATABASE_URL: url });
    const { password: encoded, host, pathname } = new URL(settings.DATABASE_URL);
    expect([decodeURIComponent(encoded), host, pathname]).toEqual([password, 'db:5432', '/x']);
  });

  it.each(['p@ss/w:rd?#%41 ü"', 'plain', '%25', 'a\\b'])(
    'take the password %s from a setting of its own',
    (password) => {
      const { DATABASE_URL } = loadSettings(schema, {
        ...right,
        DATABASE_URL: 'postgres://u@db:5432/x?sslmode=require',
        DATABASE_PASSWORD: password,
      });
      const parsed = new URL(DATABASE_URL);
      expect([decodeURIComponent(parsed.password), parsed.host, parsed.pathname]).toEqual([password, 'db:5432', '/x']);
      expect(pg(DATABASE_URL)).toMatchObject({ user: 'u', password, host: 'db', database: 'x' });
    },
  );

  it('refuse a password in two places, and one without a user', () => {
    const DATABASE_PASSWORD = 'secret-password';
    expect(problemsOf({ ...right, DATABASE_PASSWORD })).toEqual([
      'DATABASE_PASSWORD: must not be set together with a password in DATABASE_URL',
    ]);
    expect(problemsOf({ ...right, DATABASE_URL: 'postgres://db:5432/x', DATABASE_PASSWORD })).toEqual([
      'DATABASE_URL: must name a user together with DATABASE_PASSWORD',
    ]);
  });

  it.each([
    ['sslmode=disable', false],
    ['sslmode=require', { rejectUnauthorized: false }],
    ['sslmode=no-verify', { rejectUnauthorized: false }],
    ['sslmode=verify-full', {}],
    ['sslmode=verify-full&sslrootcert=system', {}],
    [`sslrootcert=${__filename}`, { ca: expect.any(String) }],
    [`sslmode=verify-ca&sslrootcert=${__filename}`, { ca: expect.any(String), checkServerIdentity: expect.anything() }],
    ['schema=tenants', false],
  ])('have %s mean to the driver what it means to libpq', (query, ssl) => {
    const { DATABASE_URL } = loadSettings(schema, { ...right, DATABASE_URL: `postgres://u:p@db:5432/x?${query}` });
    expect(pg(DATABASE_URL).ssl).toEqual(ssl);
    expect(DATABASE_URL.endsWith('?schema=tenants')).toBe(query === 'schema=tenants');
  });

  it.each([
    ['sslmode=prefer', 'sslmode must be one of disable, require, verify-ca, verify-full'],
    ['sslmode=verify-ca', 'sslmode=verify-ca needs sslrootcert'],
    ['sslmode=verify-full&sslcert=/etc/hostname', 'sslcert and sslkey are needed together'],
    ['sslrootcert=/nowhere/ca.pem', 'sslrootcert names a file that can not be read (ENOENT)'],
  ])('refuse %s and say why', (query, problem) => {
    expect(problemsOf({ ...right, DATABASE_URL: `postgres://u:p@db:5432/x?${query}` })).toEqual([
      `DATABASE_URL: ${problem}`,
    ]);
  });

  it('may stand in files, without the line end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const file = join(folder, 'token');
    writeFileSync(file, 'a-token-from-a-file\n');
    const { PLATFORM_TOKEN: _, ...others } = right;
    expect(loadSettings(schema, { ...others, PLATFORM_TOKEN_FILE: file }).PLATFORM_TOKEN).toBe('a-token-from-a-file');
    expect(problemsOf({ ...right, PLATFORM_TOKEN_FILE: file })).toEqual([
      'PLATFORM_TOKEN_FILE: must not be set together with PLATFORM_TOKEN',
    ]);
    expect(problemsOf({ ...others, PLATFORM_TOKEN_FILE: join(folder, 'none') })).toEqual([
      'PLATFORM_TOKEN: is required',
      'PLATFORM_TOKEN_FILE: can not be read (ENOENT)',
    ]);
  });

  it('that protect nothing are refused in production, together with all other problems', () => {
    const weak = {
      ...right,
      PLATFORM_TOKEN: 'sixteen-letters-',
      ZOOM_API_URL: 'http://zoom.example',
      SESSION_KEYS: key,
      PUBLIC_URL: 'http://console.example',
      LOG_LEVEL: 'loud',
      KAFKA_SASL_MECHANISM: 'OAUTHBEARER',
      KAFKA_OAUTH_TOKEN_URL: 'http://login.example/token',
    };
    expect(problemsOf({ ...weak, NODE_ENV: 'production' }).map((problem) => problem.split(':')[0])).toEqual([
      'LOG_LEVEL',
      'PLATFORM_TOKEN',
      'TOKEN_ENCRYPTION_KEYS',
      'SESSION_KEYS',
      'KAFKA_SASL_MECHANISM',
      'ZOOM_API_URL',
      'PUBLIC_URL',
      'KAFKA_OAUTH_TOKEN_URL',
    ]);
    expect(problemsOf({ ...weak, LOG_LEVEL: 'info' })).toEqual([]);
    const random = 'MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=';
    const strong = {
      PLATFORM_TOKEN: 'x'.repeat(32),
      TOKEN_ENCRYPTION_KEYS: `k:${random}`,
      ZOOM_API_URL: 'http://[::1]:1',
    };
    expect(problemsOf({ ...right, ...strong, NODE_ENV: 'production' })).toEqual([]);
  });

  it('that are empty count as not set', () => {
    expect(problemsOf({ ...right, LOG_LEVEL: '', PLATFORM_TOKEN: ' ' })).toEqual(['PLATFORM_TOKEN: is required']);
  });

  it('refuse two encryption keys under one id', () => {
    expect(problemsOf({ ...right, TOKEN_ENCRYPTION_KEYS: `k:${key},k:${key}` })).toHaveLength(1);
  });
});
