import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';
import { runStep } from './run-step.mjs';

const SETTINGS = ['package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
const SOURCES = ['apps', 'libs', 'tools'];
/** Built by itself. */
const PAGE = join('apps', 'console', 'web');

/** Compiles into dist/ unless dist/ was built from exactly these sources. */
export async function buildWhenChanged() {
  const stamp = repository('dist', '.sources.sha256');
  const sources = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  // An interrupted build leaves the compiler's notes and its output inconsistent.
  if (!existsSync(stamp)) rmSync(repository('dist', '.tsbuildinfo'), { force: true });
  rmSync(stamp, { force: true });
  await runStep('Building', [process.execPath, repository('node_modules/@nestjs/cli/bin/nest.js'), 'build']);
  writeFileSync(stamp, sources);
}

function digestOfSources() {
  const digest = createHash('sha256');
  for (const file of [...SETTINGS, ...SOURCES.flatMap(filesUnder)]) {
    digest
      .update(`${file}\0`)
      .update(readFileSync(repository(file)))
      .update('\0');
  }
  return digest.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(repository(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|cjs)$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => path.slice(repository().length + 1))
    .filter((path) => !path.startsWith(PAGE))
    .sort();
}
