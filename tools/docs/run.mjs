import { cp, mkdir, rm } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';
import { runStep } from '../checkout/run-step.mjs';
import { watchFolder } from './src/watch-folder.mjs';
import { describeApi } from './src/describe-api.mjs';
import { copyToSite, filesOfSite, placeOf } from './src/pages.mjs';

const USAGE = `npm run docs            builds the documentation as a static site into dist/docs
npm run docs -- --dev   serves it on DOCS_PORT (5173) and shows each change of a page at once
`;

const site = repository('tools/docs');
const pages = repository('.local/docs-site');
const vitepress = (...args) => [process.execPath, `${site}/node_modules/vitepress/bin/vitepress.js`, ...args];

/** The tools of the site have a lockfile of their own: who only runs or tests the service does not install them. */
async function install() {
  if (existsSync(`${site}/node_modules/vitepress`)) return;
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  await runStep('Installing the tools of the site', [...npm, 'ci', '--prefix', site, '--no-audit', '--no-fund']);
}

/** The pages of the repository, beside what is generated from the code. */
async function assemble() {
  await rm(pages, { recursive: true, force: true });
  await mkdir(`${pages}/public`, { recursive: true });
  for (const file of filesOfSite()) await copyToSite(file, pages);
  await cp(`${site}/pages`, pages, { recursive: true });
  await describeApi(pages, site);
}

async function main() {
  const { values } = readArguments({ usage: USAGE, options: { dev: { type: 'boolean' } } });
  await prepareCheckout();
  await install();
  await assemble();
  if (!values.dev) {
    await runStep('Building the site', vitepress('build', site, '--outDir', repository('dist/docs')));
    return void process.stdout.write('The site is in dist/docs: any web server can serve it.\n');
  }
  await watchFolder(repository('docs'), update, vitepress('dev', site, '--port', process.env.DOCS_PORT ?? '5173'));
}

/** An editor may write a file by a new one, which is away for a moment: then the next change brings it. */
async function update(name) {
  const file = `docs/${name}`;
  try {
    if (!statSync(repository(file)).isDirectory()) await copyToSite(file, pages);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    await rm(join(pages, placeOf(file)), { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
}
