import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@conferencing/servers';

const run = promisify(execFile);
const OUTPUT_BYTES = 64 * 1024 * 1024;

/** A program that is built from its Go module, at one version. */
export interface GoProgram {
  name: string;
  /** The package of the module that is the program. */
  program: string;
  version: string;
}

export const COMPOSE: GoProgram = {
  name: 'docker-compose',
  program: 'github.com/docker/compose/v2/cmd',
  version: 'v2.40.3',
};
export const HELM: GoProgram = {
  name: 'helm',
  program: 'helm.sh/helm/v3/cmd/helm',
  version: 'v3.22.0',
};
export const ACTIONLINT: GoProgram = {
  name: 'actionlint',
  program: 'github.com/rhysd/actionlint/cmd/actionlint',
  version: 'v1.7.12',
};

/**
 * The path of the program, which is kept in `.local/go`: building one for the first time takes minutes. It gets a module of
 * its own, because `go install` refuses programs whose own module replaces others.
 */
export async function buildGoProgram({ name, program, version }: GoProgram): Promise<string> {
  const folder = join(repository, '.local', 'go', `${name}-${version}`);
  const binary = join(folder, name);
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'go.mod'), 'module built\n');
  const go = (...args: string[]) => run('go', args, { cwd: folder, maxBuffer: OUTPUT_BYTES });
  await go('get', `${program}@${version}`);
  await go('build', '-ldflags=-s -w', '-o', `${name}.unfinished`, program);
  renameSync(`${binary}.unfinished`, binary);
  return binary;
}

/** What a command says. Its environment has nothing of this test run. */
export interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

export async function runProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const { PATH = '', HOME = '' } = process.env;
  try {
    const said = await run(command, args, {
      cwd: repository,
      env: { PATH, HOME, ...env },
      maxBuffer: OUTPUT_BYTES,
    });
    return { code: 0, ...said };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
    if (typeof code !== 'number') throw error;
    return { code, stdout, stderr };
  }
}
