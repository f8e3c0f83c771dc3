import { type KafkaSettings, readDatabaseUrl, readKafkaSettings } from '@conferencing/messaging';

export interface Settings {
  databaseUrl: string;
  kafka: KafkaSettings;
  port: number;
}

/** Ends the process with one message when a setting is missing or wrong. */
export function readSettings(): Settings {
  try {
    const port = Number(process.env.PORT || 3100);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error('Wrong settings:\n  PORT: expected a port');
    return { databaseUrl: readDatabaseUrl(process.env), kafka: readKafkaSettings(process.env), port };
  } catch (error) {
    return end(error);
  }
}

/** Ends the process with a line and no stack: what is missing is no fault of the program. */
export function end(error: unknown, remedy = ''): never {
  const { message, code } = error as NodeJS.ErrnoException;
  process.stderr.write(`${message || code}${remedy}\n`);
  process.exit(1);
}
