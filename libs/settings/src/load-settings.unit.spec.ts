import { z } from 'zod';
import { brokers, databaseUrl, encryptionKeys, flag, httpUrl, integer, logLevel, port, secret } from './fields.js';
import { loadSettings, SettingsError } from './load-settings.js';

const schema = z.object({
  HTTP_PORT: port().default(3000),
  DATABASE_URL: databaseUrl(),
  KAFKA_BROKERS: brokers(),
  KAFKA_SSL: flag().default(false),
  PLATFORM_TOKEN: secret(16),
  TOKEN_ENCRYPTION_KEYS: encryptionKeys(),
  ZOOM_API_URL: httpUrl().default('https://api.zoom.us'),
  LIMIT: integer(0, 100).default(0),
  LOG_LEVEL: logLevel().default('info'),
});

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
      KAFKA_BROKERS: 'kafka',
      KAFKA_SSL: 'yes',
      PLATFORM_TOKEN: 'short',
      TOKEN_ENCRYPTION_KEYS: 'k:c2hvcnQ=',
      ZOOM_API_URL: 'zoom',
      LIMIT: '1.5',
      LOG_LEVEL: 'loud',
    };
    const problems = problemsOf(wrong);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(Object.keys(schema.shape));
    expect(problems.join()).not.toContain('secret-password');
  });

  it('that are empty count as not set', () => {
    expect(problemsOf({ ...right, LOG_LEVEL: '', PLATFORM_TOKEN: ' ' })).toEqual(['PLATFORM_TOKEN: is required']);
  });

  it('refuse two encryption keys under one id', () => {
    expect(problemsOf({ ...right, TOKEN_ENCRYPTION_KEYS: `k:${key},k:${key}` })).toHaveLength(1);
  });
});
