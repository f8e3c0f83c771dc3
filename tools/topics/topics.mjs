import { pathToFileURL } from 'node:url';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';

const USAGE = `npm run topics   creates the topics that do not exist, gives the existing ones of this system cleanup.policy=compact
                 and max.compaction.lag.ms, and reports every other setting that differs; deletes nothing

  -- --check                changes nothing; exit code 1 when a topic is missing or differs
  -- --compression <codec>  compression.type of new topics: producer, uncompressed, gzip, snappy, lz4 or zstd
  -- --json                 the report as JSON
`;

const flag = { type: 'boolean' };
readArguments({ usage: USAGE, options: { check: flag, json: flag, compression: { type: 'string' } } });

/** `npm run topics` in a checkout; in an image, where everything is built, `node dist/tools/topics/src/main.js`. */
try {
  await prepareCheckout();
  await import(pathToFileURL(repository('dist/tools/topics/src/main.js')).href);
} catch (error) {
  process.stderr.write(`${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
}
