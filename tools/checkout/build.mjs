import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';
import { runStep } from './run-step.mjs';
import { digestOf, filesUnder } from './sources.mjs';

const SETTINGS = ['package-lock.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'];
const SOURCES = ['apps', 'libs', 'tools'];
/** Built by itself. */
const PAGE = join('apps', 'console', 'web');

/** Compiles into dist/ unless dist/ was built from exactly these sources. */
export async function buildWhenChanged() {
  const stamp = repository('dist', '.sources.sha256');
  const sources = digestOf([...SETTINGS, ...SOURCES.flatMap(filesUnder).filter(isCompiled)]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  // An interrupted build leaves the compiler's notes and its output inconsistent.
  if (!existsSync(stamp)) rmSync(repository('dist', '.tsbuildinfo'), { force: true });
  rmSync(stamp, { force: true });
  await runStep('Building', [process.execPath, repository('node_modules/@nestjs/cli/bin/nest.js'), 'build']);
  writeFileSync(stamp, sources);
}

const isCompiled = (file) => /\.(ts|cjs)$/.test(file) && !file.endsWith('.spec.ts') && !file.startsWith(PAGE);
