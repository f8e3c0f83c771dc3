import { kafkaIsWhole, kafkaSettings } from '@conferencing/messaging';
import {
  brokers,
  databaseSettings,
  encryptionKeys,
  httpUrl,
  integer,
  logLevel,
  port,
  secret,
} from '@conferencing/settings';
import { z } from 'zod';

const WEEK_SECONDS = 604_800;

/** The environment of the process: every name, its allowed values and its default. */
export const conferencingSettings = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: port().default(3000),
    ...databaseSettings,
    DATABASE_POOL_SIZE: integer(2, 500).default(20),
    ...kafkaSettings,
    KAFKA_BROKERS: brokers().default(['localhost:9092']),
    PLATFORM_TOKEN: secret(1),
    /** Also accepted, while callers change to the new token. */
    PLATFORM_TOKEN_PREVIOUS: secret(1).optional(),
    TOKEN_ENCRYPTION_KEYS: encryptionKeys(),
    ZOOM_API_URL: httpUrl().default('https://api.zoom.us'),
    ZOOM_OAUTH_URL: httpUrl().default('https://zoom.us'),
    ZOOM_CLIENT_ID: z.string().optional(),
    ZOOM_CLIENT_SECRET: z.string().optional(),
    ZOOM_REDIRECT_URI: httpUrl().optional(),
    ZOOM_WEBHOOK_SECRET: secret(1).optional(),
    DIRECTORY_SYNC_INTERVAL_SECONDS: integer(0, WEEK_SECONDS).default(900),
    SCHEMA_BASE_URL: httpUrl().optional(),
    WEBHOOK_RETENTION_DAYS: integer(1, 365).default(2),
    RATE_LIMIT_PER_MINUTE: integer(0, 10_000_000).default(0),
    LOG_LEVEL: logLevel().default('info'),
  })
  .superRefine(kafkaIsWhole);

export type ConferencingSettings = Readonly<z.output<typeof conferencingSettings>>;

/** Injects the settings: `@Inject(CONFERENCING_SETTINGS) settings: ConferencingSettings`. */
export const CONFERENCING_SETTINGS = Symbol('conferencing settings');
