import { prepareCheckout } from './prepare.mjs';

try {
  await prepareCheckout();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
