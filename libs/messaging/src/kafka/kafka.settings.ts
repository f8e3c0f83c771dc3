import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A setting that compose files pass on as an empty string counts as left out. */
const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

/** The environment variables of every process that talks to Kafka; spread them into the process's own schema. */
export const kafkaSettings = {
  KAFKA_BROKERS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((broker) => broker.trim())
        .filter((broker) => broker !== ''),
    )
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$/, 'expected host:port')).min(1)),
  KAFKA_CLIENT_ID: z.string().min(1).default('conferencing'),
  KAFKA_SSL: flag.default(false),
  KAFKA_SASL_MECHANISM: optionalText.pipe(z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional()),
  KAFKA_SASL_USERNAME: optionalText,
  KAFKA_SASL_PASSWORD: optionalText,
};

const connection = z
  .object(kafkaSettings)
  .refine((settings) => settings.KAFKA_SASL_MECHANISM === undefined || settings.KAFKA_SASL_USERNAME !== undefined, {
    path: ['KAFKA_SASL_USERNAME'],
    message: 'is needed with KAFKA_SASL_MECHANISM',
  });

export type KafkaSettings = z.output<typeof connection>;

/** Reads the Kafka settings alone, for commands that need no others. @throws ZodError naming every wrong one */
export function readKafkaSettings(environment: Record<string, string | undefined>): KafkaSettings {
  return connection.parse(environment);
}
