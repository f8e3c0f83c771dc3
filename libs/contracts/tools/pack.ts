import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LIBRARY = 'libs/contracts';

/** Builds the package and puts its tarball into the folder; answers the tarball's path. */
export function pack(destination: string): string {
  mkdirSync(destination, { recursive: true });
  const staging = mkdtempSync(join(tmpdir(), 'contracts-'));
  try {
    run(process.execPath, [
      require.resolve('typescript/bin/tsc'),
      '-p',
      `${LIBRARY}/tsconfig.package.json`,
      '--outDir',
      staging,
    ]);
    for (const file of ['package.json', 'README.md']) copyFileSync(join(LIBRARY, file), join(staging, file));
    copyFileSync('LICENSE', join(staging, 'LICENSE'));
    const [packed] = JSON.parse(run('npm', ['pack', staging, '--pack-destination', destination, '--json'])) as [
      { filename: string },
    ];
    return resolve(destination, packed.filename);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function run(command: string, args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
