import { kafkaIsWhole, kafkaSettings } from '@conferencing/messaging';
import { databaseUrl, encryptionKeys, loadSettings, newerSchema, withoutEmpty } from '@conferencing/settings';
import { z } from 'zod';
import { settingsOfLocalStack } from './local-stack.js';

type Environment = Readonly<Record<string, string | undefined>>;

const schema = z
  .object({
    ...kafkaSettings,
    CONFERENCING_DATABASE_URL: databaseUrl(),
    CONFERENCING_DATABASE_PASSWORD: z.string().optional(),
    READ_MODELS_DATABASE_URL: databaseUrl(),
    READ_MODELS_DATABASE_PASSWORD: z.string().optional(),
    ...newerSchema,
    TOKEN_ENCRYPTION_KEYS: encryptionKeys().optional(),
  })
  .superRefine(kafkaIsWhole);

/** The settings of the commands. */
export type OpsSettings = Readonly<z.output<typeof schema>>;

/** The same server and login, another database. */
function databaseBeside(server: string | undefined, name: string): string | undefined {
  if (server === undefined || !URL.canParse(server)) return server;
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * The databases and brokers of the system. `CONFERENCING_DATABASE_URL` and `READ_MODELS_DATABASE_URL` name the
 * databases; without them they are `conferencing` and `read_models` on the server of `DATABASE_URL`; without that,
 * those of the running local stack.
 *
 * @throws SettingsError that names every wrong setting
 */
export function opsSettings(env: Environment): OpsSettings {
  const given = withoutEmpty(env);
  const { DATABASE_URL: server } = given;
  if (!server && !given.CONFERENCING_DATABASE_URL && !given.CONFERENCING_DATABASE_URL_FILE) {
    return loadSettings(schema, { ...settingsOfLocalStack(given.STACK_DATA_DIR), ...given });
  }
  return loadSettings(schema, {
    CONFERENCING_DATABASE_URL: databaseBeside(server, 'conferencing'),
    READ_MODELS_DATABASE_URL: databaseBeside(server, 'read_models'),
    ...given,
  });
}
