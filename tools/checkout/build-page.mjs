import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { repository } from './repository.mjs';
import { runStep } from './run-step.mjs';
import { digestOf, filesUnder } from './sources.mjs';

const SOURCE = 'apps/console/web';
const BUILT = 'dist/apps/console/web';
const COMPRESSED = /\.(js|css|svg|json|txt)$/;
/** Smaller ones fit into the first packets anyway. */
const MIN_BYTES = 1_024;

/** Builds the page of the console into dist/ unless what lies there came from exactly these sources. */
export async function buildPageWhenChanged() {
  const stamp = repository('dist', '.page.sha256');
  const sources = digestOf(['package-lock.json', ...filesUnder(SOURCE)]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  rmSync(stamp, { force: true });
  const vite = repository('node_modules/vite/bin/vite.js');
  const config = repository(SOURCE, 'vite.config.mjs');
  await runStep('Building the console’s page', [
    process.execPath,
    vite,
    'build',
    '--config',
    config,
    '--logLevel',
    'warn',
  ]);
  for (const file of filesUnder(BUILT).filter((name) => COMPRESSED.test(name))) compress(repository(file));
  writeFileSync(stamp, sources);
}

/** Beside the file, where the server finds it: no request waits for compression. */
function compress(file) {
  const bytes = readFileSync(file);
  if (bytes.length < MIN_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
