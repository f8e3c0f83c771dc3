import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAlive, type ProcessIdentity } from '@conferencing/servers';

/** What `npm start` writes into its folder while it runs. */
interface RunningStack {
  owner: ProcessIdentity;
  operators?: Readonly<Record<string, string>>;
}

/**
 * The settings of the stack that runs in `STACK_DATA_DIR` (`.local` in the checkout), with its current ports.
 *
 * @throws if no stack runs there
 */
export function settingsOfLocalStack(dataFolder: string | undefined): Readonly<Record<string, string>> {
  const folder = resolve(dataFolder ?? '.local');
  const stack = read(join(folder, 'stack.json'));
  if (stack?.operators === undefined || !isAlive(stack.owner)) {
    throw new Error(
      `No local stack runs in ${folder}: start one (npm start), set STACK_DATA_DIR to the folder of the one that runs, or set DATABASE_URL and KAFKA_BROKERS.`,
    );
  }
  return stack.operators;
}

function read(file: string): RunningStack | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningStack;
  } catch {
    // No stack has run here, or a crash has cut the file short.
    return undefined;
  }
}
