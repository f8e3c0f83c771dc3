import { kafkaIsWhole, kafkaSettings } from '@conferencing/messaging';
import { brokers, databaseSettings, flag, integer, logLevel, port, secret } from '@conferencing/settings';
import { z } from 'zod';
import { queryPortIsWhole, queryPortSettings } from './edge/tcp/query-port.settings.js';

export const readModelsSettings = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: port().default(3001),
    TCP_PORT: port().default(3002),
    ...queryPortSettings,
    ...databaseSettings,
    /** Half of them are for the consumer only. */
    DATABASE_POOL_SIZE: integer(2, 1_000).default(20),
    ...kafkaSettings,
    KAFKA_BROKERS: brokers().default(['localhost:9092']),
    KAFKA_CLIENT_ID: z.string().default('read-models'),
    PLATFORM_TOKEN: secret(1),
    /** Also accepted, while callers change to the new token. */
    PLATFORM_TOKEN_PREVIOUS: secret(1).optional(),
    /** Answer the queries over Kafka request/reply too. */
    QUERY_OVER_KAFKA: flag().default(false),
    /** Unless it is 0, wrong tokens are throttled; requests with valid tokens do not count here. */
    RATE_LIMIT_PER_MINUTE: integer(0, 10_000_000).default(0),
    /** 0: for ever. A change of the last week may still be in the topic, and be read again. */
    HISTORY_RETENTION_DAYS: integer(0, 36_500)
      .refine((days) => days === 0 || days >= 7, 'must be 0 or at least 7')
      .default(0),
    LOG_LEVEL: logLevel().default('info'),
  })
  .superRefine(kafkaIsWhole)
  .superRefine(queryPortIsWhole);

export const READ_MODELS_SETTINGS = Symbol('read-models settings');

export type ReadModelsSettings = Readonly<z.output<typeof readModelsSettings>>;
