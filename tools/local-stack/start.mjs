import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

/** `npm start`: needs nothing but Node, so it can begin in a checkout where nothing has been installed or built. */
try {
  await prepareCheckout();
  const { main } = await import(repository('dist/tools/local-stack/src/main.js'));
  await main(process.argv.slice(2), process.env);
} catch (error) {
  process.stderr.write(`\n${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exit(1);
}
