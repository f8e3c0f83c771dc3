import { existsSync } from 'node:fs';
import { kafkaSettings } from '@conferencing/messaging';
import { databaseUrl, encryptionKeys, loadSettings } from '@conferencing/settings';
import { z } from 'zod';
import { DataFolder } from '../../local-stack/src/data-folder.js';
import { urlOfDatabase } from '../../local-stack/src/databases.js';
import { StackEnvironment } from '../../local-stack/src/environment.js';
import { stackSettings } from '../../local-stack/src/stack.config.js';

type Environment = Readonly<Record<string, string | undefined>>;

const schema = z.object({
  ...kafkaSettings,
  CONFERENCING_DATABASE_URL: databaseUrl(),
  READ_MODELS_DATABASE_URL: databaseUrl(),
  TOKEN_ENCRYPTION_KEYS: encryptionKeys().optional(),
});

/** What the commands work on. */
export type OpsSettings = Readonly<z.output<typeof schema>>;

/** A stack that `npm start` has made on this machine: its ports and secrets are known. */
function localStack(env: Environment): Environment {
  const settings = stackSettings(env);
  if (!existsSync(settings.dataFolder)) {
    throw new Error(
      `There is no local stack in ${settings.dataFolder}: set DATABASE_URL and KAFKA_BROKERS, or STACK_DATA_DIR to the folder of one`,
    );
  }
  const stack = new StackEnvironment(settings, new DataFolder(settings.dataFolder), env);
  const { DATABASE_URL, ...conferencing } = stack.of('conferencing');
  const READ_MODELS_DATABASE_URL = stack.of('read-models').DATABASE_URL;
  return { ...conferencing, CONFERENCING_DATABASE_URL: DATABASE_URL, READ_MODELS_DATABASE_URL };
}

/**
 * Where the system is. `CONFERENCING_DATABASE_URL` and `READ_MODELS_DATABASE_URL` name the databases; without them they are
 * `conferencing` and `read_models` on the server of `DATABASE_URL`; without that, those of the local stack.
 *
 * @throws SettingsError that names every wrong setting
 */
export function opsSettings(env: Environment): OpsSettings {
  const { DATABASE_URL: server } = env;
  if (!server && !env.CONFERENCING_DATABASE_URL) return loadSettings(schema, { ...localStack(env) });
  const beside = (name: string) => (server && URL.canParse(server) ? urlOfDatabase(server, name) : server);
  return loadSettings(schema, {
    CONFERENCING_DATABASE_URL: beside('conferencing'),
    READ_MODELS_DATABASE_URL: beside('read_models'),
    ...env,
  });
}
