import { consoleLink } from './console-link.js';
import { onRunningStack } from './running-stack.js';
import { summary } from './summary.js';

/** Says where everything of the running stack is; `env` names one process whose settings are printed. */
export const run = ({ json, env }: { json?: boolean; env?: string }) =>
  onRunningStack(async (status) => {
    if (json) process.stdout.write(`${JSON.stringify(status, null, 2)}\n`);
    else if (env === undefined) process.stdout.write(summary(status, await consoleLink(status)));
    else process.stdout.write(environmentFile(status.env, env));
  });

function environmentFile(all: Readonly<Record<string, Readonly<Record<string, string>>>>, name: string): string {
  const settings = all[name];
  if (!settings) throw new Error(`There is no process ${name}: it is one of ${Object.keys(all).join(', ')}`);
  return Object.entries(settings)
    .map(([setting, value]) => `${setting}=${value}\n`)
    .join('');
}
