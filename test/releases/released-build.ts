import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@conferencing/servers';
import type { Build } from '@conferencing/testing';
import { releasedCommit } from './kept-releases.js';

const run = promisify(execFile);
const OUTPUT_BYTES = 256 * 1024 * 1024;
const PARTS = ['apps', 'libs', 'tools', 'package.json', 'package-lock.json', 'nest-cli.json'];
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json'];

/**
 * The compiled processes of a release: its own sources from the history of this repository, its own
 * modules, and the compiler of this checkout. It is kept in `.local/releases`, so the first time takes minutes.
 *
 * @throws when the history does not reach back to the release
 */
export async function buildOfRelease(release: string): Promise<Build> {
  const commit = releasedCommit(release);
  await assertInHistory(release, commit);
  const folder = join(repository, '.local', 'releases', commit);
  if (existsSync(folder)) return { folder };
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const archive = join(unfinished, 'sources.tar');
  await run('git', ['archive', '--output', archive, commit, ...PARTS, ...SETTINGS], { cwd: repository });
  await run('tar', ['-xf', archive], { cwd: unfinished });
  await installModules(unfinished);
  await run(process.execPath, [join(repository, 'node_modules/@nestjs/cli/bin/nest.js'), 'build'], {
    cwd: unfinished,
    maxBuffer: OUTPUT_BYTES,
  });
  renameSync(unfinished, folder);
  return { folder };
}

/**
 * The modules with which the processes run, in the versions of the release's lockfile. The compiler and the types are found in
 * this checkout, the next folder upwards; those of the release may be gone from the registry.
 */
async function installModules(folder: string): Promise<void> {
  const file = join(folder, 'package.json');
  const { devDependencies: _, ...manifest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify(manifest));
  const flags = ['--omit=optional', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...flags], { cwd: folder, maxBuffer: OUTPUT_BYTES });
}

async function assertInHistory(release: string, commit: string): Promise<void> {
  try {
    await run('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: repository });
  } catch (cause) {
    throw new Error(
      `The history of this clone does not reach back to release ${release} (commit ${commit.slice(0, 12)}): ` +
        'get all of it with git fetch --unshallow',
      { cause },
    );
  }
}
