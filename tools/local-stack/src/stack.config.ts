import { resolve } from 'node:path';
import { brokers, databaseUrl, integer, loadSettings } from '@conferencing/settings';
import { z } from 'zod';

const portSetting = (usual: number) => integer(1, 65_535).default(usual);

/** Each port of the stack, by the setting that moves it. */
const ports = {
  CONFERENCING_PORT: portSetting(3000),
  READ_MODELS_PORT: portSetting(3001),
  READ_MODELS_TCP_PORT: portSetting(3002),
  ZOOM_SANDBOX_PORT: portSetting(3003),
  CONSOLE_PORT: portSetting(3004),
  POSTGRES_PORT: portSetting(54_320),
  KAFKA_PORT: portSetting(9092),
};

const schema = z.object({
  ...ports,
  STACK_DATA_DIR: z.string().default('.local'),
  DATABASE_URL: databaseUrl().optional(),
  DATABASE_PASSWORD: z.string().optional(),
  KAFKA_BROKERS: brokers().optional(),
});

export type PortSetting = keyof typeof ports;

export interface StackSettings {
  ports: Readonly<Record<PortSetting, number>>;
  /** Contains everything that survives a restart. */
  dataFolder: string;
  /** An administrator's connection to the user's own PostgreSQL; the databases are created there. */
  databaseUrl: string | undefined;
  /** The user's own brokers. */
  brokers: readonly string[] | undefined;
}

/**
 * @param passedOn other variables that are validated together with them
 * @throws SettingsError that names every wrong one
 */
export function stackSettings(
  env: Readonly<Record<string, string | undefined>>,
  passedOn: z.ZodRawShape = {},
): StackSettings {
  loadSettings(z.object({ ...passedOn, ...schema.shape }), env);
  const {
    STACK_DATA_DIR,
    DATABASE_URL,
    DATABASE_PASSWORD: _,
    KAFKA_BROKERS,
    ...portsGiven
  } = loadSettings(schema, env);
  return {
    ports: portsGiven,
    dataFolder: resolve(STACK_DATA_DIR),
    databaseUrl: DATABASE_URL,
    brokers: KAFKA_BROKERS,
  };
}
