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
  /** Vendors write it in either case. */
  KAFKA_SASL_MECHANISM: optionalText
    .transform((name) => name?.toLowerCase())
    .pipe(z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional()),
  KAFKA_SASL_USERNAME: optionalText,
  KAFKA_SASL_PASSWORD: optionalText,
};

/** Settings that mean nothing without each other. */
const TOGETHER = ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const;

/** For `superRefine` on the process's own schema: all of the three or none. */
export function saslIsWhole(
  settings: Partial<Record<(typeof TOGETHER)[number], unknown>>,
  context: z.core.$RefinementCtx,
): void {
  const missing = TOGETHER.filter((name) => settings[name] === undefined);
  if (missing.length === TOGETHER.length) return;
  for (const name of missing) {
    context.addIssue({ code: 'custom', path: [name], message: `is needed together with ${TOGETHER.join(', ')}` });
  }
}

const connection = z.object(kafkaSettings).superRefine(saslIsWhole);

export type KafkaSettings = z.output<typeof connection>;

/** Reads the Kafka settings alone, for commands that need no others. @throws ZodError naming every wrong one */
export function readKafkaSettings(environment: Record<string, string | undefined>): KafkaSettings {
  return connection.parse(environment);
}
