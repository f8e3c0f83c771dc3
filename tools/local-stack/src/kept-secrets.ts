import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What protects the data of one data folder, and so has to stay with it over restarts. */
export interface KeptSecrets {
  PLATFORM_TOKEN: string;
  TOKEN_ENCRYPTION_KEYS: string;
  ZOOM_WEBHOOK_SECRET: string;
}

/** Those of the environment, else those of an earlier start, else new ones, which are then kept in the file. */
export function keptSecrets(file: string, env: Readonly<Record<string, string | undefined>>): KeptSecrets {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<KeptSecrets>) : {};
  const made: KeptSecrets = {
    PLATFORM_TOKEN: kept.PLATFORM_TOKEN ?? randomBytes(24).toString('hex'),
    TOKEN_ENCRYPTION_KEYS: kept.TOKEN_ENCRYPTION_KEYS ?? `local:${randomBytes(32).toString('base64')}`,
    ZOOM_WEBHOOK_SECRET: kept.ZOOM_WEBHOOK_SECRET ?? randomBytes(24).toString('hex'),
  };
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return Object.fromEntries(
    Object.entries(made).map(([name, value]) => [name, env[name] || value]),
  ) as unknown as KeptSecrets;
}
