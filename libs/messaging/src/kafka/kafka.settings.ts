import { check, refuseWrongArguments } from '@conferencing/kernel';
import { z } from 'zod';
import { loginFields, loginIsWhole } from './kafka-login.settings.js';
import { tlsFields, tlsIsWhole } from './kafka-tls.settings.js';

const HIGHEST_PORT = 65_535;

function isAddress(broker: string): boolean {
  const port = /^[^\s:]+:(\d+)$/.exec(broker)?.[1];
  return port !== undefined && Number(port) >= 1 && Number(port) <= HIGHEST_PORT;
}

const SETTINGS = check.shaped('such as process.env', {});

/** The environment variables of every process that uses Kafka; spread them into the process's own schema. */
export const kafkaSettings = {
  KAFKA_BROKERS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((broker) => broker.trim())
        .filter((broker) => broker !== ''),
    )
    .pipe(z.array(z.string().refine(isAddress, 'expected host:port')).min(1, 'is required')),
  KAFKA_CLIENT_ID: z.string().min(1).default('conferencing'),
  ...tlsFields,
  ...loginFields,
};

/** For `superRefine` on the process's own schema: what belongs to one way of connecting is there as a whole. */
export function kafkaIsWhole(settings: Readonly<Record<string, unknown>>, context: z.core.$RefinementCtx): void {
  const checks = { settings: SETTINGS, context: check.objectWith('the context that superRefine gives', 'addIssue') };
  refuseWrongArguments('kafkaIsWhole', { settings, context }, checks);
  tlsIsWhole(settings, context);
  loginIsWhole(settings, context);
}

const connection = z.object(kafkaSettings).superRefine(kafkaIsWhole);

export type KafkaSettings = z.output<typeof connection>;

/**
 * Reads only the Kafka settings, for processes that have no schema of their own.
 *
 * @throws Error that names every wrong setting, one a line; no values, because one may be a secret
 */
export function readKafkaSettings(environment: Record<string, string | undefined>): KafkaSettings {
  refuseWrongArguments('readKafkaSettings', { environment }, { environment: SETTINGS });
  const read = connection.safeParse(environment);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, code, message }) => {
    const name = String(path[0]);
    return `  ${name}: ${code === 'invalid_type' && environment[name] === undefined ? 'is required' : message}`;
  });
  throw new Error(`Wrong settings:\n${problems.join('\n')}`);
}
