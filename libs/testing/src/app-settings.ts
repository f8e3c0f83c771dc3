import { randomBytes } from 'node:crypto';
import { requiredSetting } from './required-setting.js';

/** The settings under which a test's processes run, by name. */
export type AppSettings = Record<string, string>;

/** One set of secrets for all processes of a test run. */
const SECRETS = {
  PLATFORM_TOKEN: 'platform-token-of-the-tests',
  TOKEN_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  ZOOM_CLIENT_ID: 'test-oauth-client',
  ZOOM_CLIENT_SECRET: 'test-oauth-secret',
  ZOOM_WEBHOOK_SECRET: 'webhook-secret-of-the-tests',
};

/** The settings that all processes of a test share; OTEL_* and others from the environment do not reach them. */
export function appSettings(own: AppSettings = {}): AppSettings {
  return {
    ...SECRETS,
    HOST: '127.0.0.1',
    KAFKA_BROKERS: own.KAFKA_BROKERS ?? requiredSetting('TEST_KAFKA_BROKERS'),
    KAFKA_CLIENT_ID: `test-${randomBytes(4).toString('hex')}`,
    // Regular syncs, limits and logs are off unless a test sets them.
    DIRECTORY_SYNC_INTERVAL_SECONDS: '0',
    RATE_LIMIT_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
    ...own,
  };
}
