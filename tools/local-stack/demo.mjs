import { readArguments } from '../checkout/arguments.mjs';
import { runBuilt } from './run-built.mjs';

const MOST_PAIRS = 100_000;
const USAGE = `npm run demo -- --pairs <number>   adds that many pairs (1 to ${MOST_PAIRS}) to the demo account of the running local stack, with
                                   names, hosts and a few troubles
`;

const { values } = readArguments({ usage: USAGE, options: { pairs: { type: 'string' } } });
const pairs = Number(values.pairs);
if (Number.isInteger(pairs) && pairs >= 1 && pairs <= MOST_PAIRS) await runBuilt('demo', { pairs });
else {
  process.stderr.write(`--pairs must be a whole number from 1 to ${MOST_PAIRS}. Add -- --help for what there is.\n`);
  process.exitCode = 1;
}
