import { ProgramFailure } from './running.js';
import { runStack } from './run-stack.js';

runStack(process.argv.slice(2), process.env).then(
  () => process.exit(0),
  (error: Error) => {
    const output = error instanceof ProgramFailure ? `\n${error.output}` : '';
    process.stderr.write(`\n${error.message}${output}\n`);
    process.exit(1);
  },
);
