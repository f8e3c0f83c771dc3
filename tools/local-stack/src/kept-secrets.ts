import { randomBytes } from 'node:crypto';
import { keep, readKept } from '@conferencing/servers';

/** Secrets that protect the data of one data folder, and so must stay the same over restarts. */
export interface KeptSecrets {
  PLATFORM_TOKEN: string;
  TOKEN_ENCRYPTION_KEYS: string;
  ZOOM_WEBHOOK_SECRET: string;
  SESSION_KEYS: string;
}

/** Secrets from the environment, else those of an earlier start, else new ones, which are then stored in the file. */
export function keptSecrets(file: string, env: Readonly<Record<string, string | undefined>>): KeptSecrets {
  const kept: KeptSecrets = {
    PLATFORM_TOKEN: randomBytes(24).toString('hex'),
    TOKEN_ENCRYPTION_KEYS: `local:${randomBytes(32).toString('base64')}`,
    ZOOM_WEBHOOK_SECRET: randomBytes(24).toString('hex'),
    SESSION_KEYS: randomBytes(32).toString('base64'),
    ...readKept<Partial<KeptSecrets>>(file),
  };
  keep(file, kept);
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]) => [name, env[name] || value]),
  ) as unknown as KeptSecrets;
}
