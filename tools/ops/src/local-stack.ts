import { resolve } from 'node:path';
import { runningHolder } from '@conferencing/servers';

/**
 * The settings of the stack that runs in `STACK_DATA_DIR` (`.local` in the checkout), with its current ports.
 *
 * @throws if no stack runs there
 */
export function settingsOfLocalStack(dataFolder = '.local'): Readonly<Record<string, string>> {
  const folder = resolve(dataFolder);
  const operators = runningHolder(folder)?.operators;
  if (operators !== undefined) return operators;
  throw new Error(
    `No local stack runs in ${folder}: start one (npm start), set STACK_DATA_DIR to the folder of the one that runs, or set DATABASE_URL and KAFKA_BROKERS.`,
  );
}
