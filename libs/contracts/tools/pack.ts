import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** Builds the library as a package and writes its tarball into the folder; returns the path. */
export function pack(library: string, destination: string): string {
  mkdirSync(destination, { recursive: true });
  const build = mkdtempSync(join(tmpdir(), 'package-'));
  const staging = join(build, basename(library));
  try {
    const compiler = require.resolve('typescript/bin/tsc');
    run(process.execPath, [compiler, '-p', `${library}/tsconfig.package.json`, '--outDir', build]);
    for (const file of ['package.json', 'README.md']) copyFileSync(join(library, file), join(staging, file));
    copyFileSync('LICENSE', join(staging, 'LICENSE'));
    const packed = run('npm', ['pack', staging, '--pack-destination', destination, '--json']);
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    return resolve(destination, filename);
  } finally {
    rmSync(build, { recursive: true, force: true });
  }
}

function run(command: string, args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
