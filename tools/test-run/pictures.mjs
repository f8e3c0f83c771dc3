import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';
import { runStep } from '../checkout/run-step.mjs';

const USAGE = `npm run console:pictures   takes the pictures of the console in docs/console again, with the browser of the tests
`;

readArguments({ usage: USAGE });

const specs = ['test/console/pictures.long.spec.ts', 'test/console/week.long.spec.ts'];
const jest = [repository('node_modules/jest/bin/jest.js'), ...specs, '--selectProjects', 'long', '--maxWorkers=1'];
try {
  await prepareCheckout();
  process.env.PICTURES_FOLDER = repository('docs/console');
  await runStep('Taking the pictures', [process.execPath, ...jest]);
} catch (error) {
  process.stderr.write(`${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
}
