import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readArguments } from '../checkout/arguments.mjs';
import { prepareCheckout } from '../checkout/prepare.mjs';
import { repository } from '../checkout/repository.mjs';
import { OWN_SCOPE, PACKAGES } from './src/packages.mjs';
import { stage } from './src/stage.mjs';

const USAGE = `npm run packages                    builds the packages for other teams into dist/packages, one tarball each
npm run packages -- --out <folder>  … into another folder

PACKAGE_SCOPE is the npm scope under which you publish them; default @conferencing. PACKAGE_REPOSITORY is the address of your
repository in their package.json. Their version is that of package.json at the top.
`;

const { values } = readArguments({ usage: USAGE, options: { out: { type: 'string', default: 'dist/packages' } } });
const scope = process.env.PACKAGE_SCOPE || OWN_SCOPE;
if (!/^@[a-z0-9][a-z0-9._-]*$/.test(scope)) {
  process.stderr.write(`PACKAGE_SCOPE must be an npm scope such as @your-company, and is ${JSON.stringify(scope)}\n`);
  process.exit(1);
}

/** What an earlier build has left. */
const TARBALL = /-(?:contracts|client|messaging|outbox)-\d+\.\d+\.\d+.*\.tgz$/;

const out = resolve(values.out);
process.chdir(repository());
try {
  await prepareCheckout({ build: false });
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
const work = mkdtempSync(join(tmpdir(), 'packages-'));
try {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const compiled = join(work, 'compiled');
  execFileSync(process.execPath, [compiler, '-p', 'tools/packages/tsconfig.json', '--outDir', compiled], {
    stdio: 'inherit',
  });
  mkdirSync(out, { recursive: true });
  // Nothing else: the folder may hold other files.
  for (const file of readdirSync(out)) if (TARBALL.test(file)) rmSync(join(out, file));
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
