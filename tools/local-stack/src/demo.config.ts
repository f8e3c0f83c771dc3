import { kafkaSettings } from '@conferencing/messaging';
import { brokers, httpUrl, integer, secret } from '@conferencing/settings';
import { z } from 'zod';

/** The settings of the demo as a process of its own, beside a stack that it has not started. */
export const demoSettings = z.object({
  CONFERENCING_URL: httpUrl(),
  READ_MODELS_URL: httpUrl(),
  READ_MODELS_TCP_HOST: z.string(),
  READ_MODELS_TCP_PORT: integer(1, 65_535),
  READ_MODELS_TCP_SECRET: secret(32).optional(),
  PLATFORM_TOKEN: secret(1),
  ZOOM_API_URL: httpUrl(),
  ...kafkaSettings,
  KAFKA_BROKERS: brokers(),
  /** Keeps what the next run needs to find the demo's account again. */
  DEMO_DATA_FILE: z.string(),
  /** Both together: prints a link to the console that signs in to the demo's account. */
  PUBLIC_URL: httpUrl().optional(),
  SESSION_KEYS: secret(1).optional(),
});
