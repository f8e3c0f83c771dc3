import { readArguments } from '../checkout/arguments.mjs';
import { runBuilt } from './run-built.mjs';

const USAGE = `npm run status                            says where everything of the running local stack is, and with what to reach it
npm run --silent status -- --json         everything as one JSON document: … | jq -r .demo.token
npm run --silent status -- --env <app>    the settings of one process, one NAME=value a line, as a file for an IDE
`;

const { values } = readArguments({ usage: USAGE, options: { json: { type: 'boolean' }, env: { type: 'string' } } });
if (values.json && values.env !== undefined) {
  process.stderr.write('--json and --env exclude each other. Add -- --help for what there is.\n');
  process.exitCode = 1;
} else await runBuilt('status', values);
