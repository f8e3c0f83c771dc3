import { writeSync } from 'node:fs';
import { logFields } from '@conferencing/kernel';

/**
 * Ends the process with code 1 and one line after an uncaught error. Node would print the whole error, including values
 * that PostgreSQL quotes. Call once, before anything else runs.
 */
export function endOnCrash(service: string): void {
  process.once('uncaughtException', (error: unknown) => {
    const line = {
      level: 'fatal',
      time: new Date().toISOString(),
      service,
      pid: process.pid,
      ...logFields({ err: error }),
    };
    // An earlier listener flushes the log lines.
    process.once('exit', () =>
      writeSync(2, `${JSON.stringify({ ...line, message: 'Nothing has caught this error' })}\n`),
    );
    process.exit(1);
  });
}
