import { readArguments } from './arguments.mjs';
import { prepareCheckout } from './prepare.mjs';

readArguments({ usage: 'npm run build   installs and builds what the checkout lacks\n' });

try {
  await prepareCheckout();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
