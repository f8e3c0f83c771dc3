import { writeSync } from 'node:fs';
import { logFields } from '@conferencing/kernel';

/**
 * Ends the process with code 1 and one line when nothing has caught an error. Node would print all of it, and what
 * PostgreSQL says about a value is a part of that. Call once, before anything else runs.
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
    // Log lines are flushed by an earlier listener.
    process.once('exit', () =>
      writeSync(2, `${JSON.stringify({ ...line, message: 'Nothing has caught this error' })}\n`),
    );
    process.exit(1);
  });
}
