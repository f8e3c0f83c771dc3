/**
 * `npm run packages [-- --out <folder>]`: builds the packages for other teams into dist/packages, one tarball each.
 * PACKAGE_SCOPE is the npm scope under which you publish them; default @conferencing.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OWN_SCOPE, PACKAGES } from './src/packages.mjs';
import { stage } from './src/stage.mjs';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist/packages' } } });
const scope = process.env.PACKAGE_SCOPE || OWN_SCOPE;
if (!/^@[a-z0-9][a-z0-9._-]*$/.test(scope)) {
  process.stderr.write(`PACKAGE_SCOPE must be an npm scope such as @your-company, and is ${JSON.stringify(scope)}\n`);
  process.exit(1);
}

const out = resolve(values.out);
process.chdir(resolve(import.meta.dirname, '../..'));
const work = mkdtempSync(join(tmpdir(), 'packages-'));
try {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const compiled = join(work, 'compiled');
  execFileSync(process.execPath, [compiler, '-p', 'tools/packages/tsconfig.json', '--outDir', compiled], {
    stdio: 'inherit',
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const folders = PACKAGES.map((one) => {
    const folder = join(work, one.library);
    mkdirSync(folder);
    stage(one, compiled, folder, scope);
    return folder;
  });
  const packed = execFileSync('npm', ['pack', ...folders, '--pack-destination', out, '--json'], { encoding: 'utf8' });
  for (const { filename } of Object.values(JSON.parse(packed))) process.stdout.write(`${join(out, filename)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
