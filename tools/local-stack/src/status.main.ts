import { Command, Option } from 'commander';
import { consoleLink } from './console-link.js';
import { onRunningStack } from './running-stack.js';
import { summary } from './summary.js';

const EXAMPLES = `
Examples:
  npm run status                                       for people
  npm run --silent status -- --json | jq -r .demo.token
  npm run --silent status -- --env conferencing        the settings of one process, one NAME=value a line`;

new Command('npm run status --')
  .description('Says where everything of the running local stack is, and with what to reach it.')
  .option('--json', 'everything as one JSON document')
  .addOption(new Option('--env <process>', 'the settings of one process, as a file for an IDE').conflicts('json'))
  .addHelpText('after', EXAMPLES)
  .action(({ json, env }: { json?: boolean; env?: string }) =>
    onRunningStack(async (status) => {
      if (json) process.stdout.write(`${JSON.stringify(status, null, 2)}\n`);
      else if (env === undefined) process.stdout.write(summary(status, await consoleLink(status)));
      else process.stdout.write(environmentFile(status.env, env));
    }),
  )
  .parse();

function environmentFile(all: Readonly<Record<string, Readonly<Record<string, string>>>>, name: string): string {
  const settings = all[name];
  if (!settings) throw new Error(`There is no process ${name}: it is one of ${Object.keys(all).join(', ')}`);
  return Object.entries(settings)
    .map(([setting, value]) => `${setting}=${value}\n`)
    .join('');
}
