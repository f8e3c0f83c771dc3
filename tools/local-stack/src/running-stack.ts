import { resolve } from 'node:path';
import { runningHolder } from '@conferencing/servers';
import type { StackStatus } from './stack-status.js';

/** @throws when no local stack runs in `STACK_DATA_DIR`, or it is still starting */
function statusOfRunningStack(): StackStatus {
  const folder = resolve(process.env.STACK_DATA_DIR || '.local');
  const holder = runningHolder<StackStatus>(folder);
  if (!holder) throw new Error(`No local stack runs in ${folder}: start one with npm start`);
  if (!holder.status) throw new Error(`The local stack in ${folder} is still starting: try again in some seconds`);
  return holder.status;
}

/** Runs a command on the running stack; a failure is one line on standard error and exit code 1. */
export function onRunningStack(command: (status: StackStatus) => void | Promise<void>): Promise<void> {
  return Promise.resolve()
    .then(() => command(statusOfRunningStack()))
    .catch((error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    });
}
