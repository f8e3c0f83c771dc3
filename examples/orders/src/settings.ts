import { type KafkaSettings, readDatabaseUrl, readKafkaSettings } from '@conferencing/messaging';

export interface Settings {
  databaseUrl: string;
  kafka: KafkaSettings;
  port: number;
}

/** Ends the process with one message when a setting is missing or wrong. */
export function readSettings(): Settings {
  try {
    const port = Number(process.env.PORT ?? 3100);
    return { databaseUrl: readDatabaseUrl(process.env), kafka: readKafkaSettings(process.env), port };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
