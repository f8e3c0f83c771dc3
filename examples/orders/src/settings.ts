import { type KafkaSettings, readKafkaSettings } from '@conferencing/messaging';

export interface Settings {
  databaseUrl: string;
  kafka: KafkaSettings;
  port: number;
}

/** Ends the process with one message when a setting is missing or wrong. */
export function readSettings(): Settings {
  try {
    const { DATABASE_URL, PORT = '3100' } = process.env;
    if (!DATABASE_URL) throw new Error('Wrong settings:\n  DATABASE_URL: is required');
    return { databaseUrl: DATABASE_URL, kafka: readKafkaSettings(process.env), port: Number(PORT) };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
