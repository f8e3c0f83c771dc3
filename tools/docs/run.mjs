import { cp, mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';
import { runStep } from '../checkout/run-step.mjs';
import { watchFolder } from './src/watch-folder.mjs';
import { describeApi } from './src/describe-api.mjs';

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

/** The pages as they are in docs, beside what is generated from the code. */
async function assemble() {
  await rm(pages, { recursive: true, force: true });
  await mkdir(`${pages}/public`, { recursive: true });
  await cp(repository('docs'), pages, { recursive: true });
  await cp(`${site}/pages`, pages, { recursive: true });
  await cp(repository('CHANGELOG.md'), `${pages}/changelog.md`);
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
  await watchFolder(repository('docs'), pages, vitepress('dev', site, '--port', process.env.DOCS_PORT ?? '5173'));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${[error.message, error.output].filter(Boolean).join('\n')}\n`);
  process.exitCode = 1;
}
