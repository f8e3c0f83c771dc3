import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '@conferencing/servers';
import { type Browser, chromium } from 'playwright-core';

const PACKAGE = '@sparticuz/chromium';

/** The package unpacks into the folder of temporary files; named like this, it adds the libraries that a bare machine lacks. */
const UNPACK = `import('${PACKAGE}').then(({ default: chromium }) => chromium.executablePath())`;
const UNPACK_ENVIRONMENT = { AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };

/** Containers have no sandbox for it, and no graphics card. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb'];

/** Chromium as npm brings it, or the one that `CHROMIUM_PATH` names. */
export async function launchChromium(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH;
  if (own) return chromium.launch({ executablePath: own, args: ARGS });
  const folder = unpacked();
  const env = {
    ...(process.env as Record<string, string>),
    LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    FONTCONFIG_FILE: fontsOf(folder),
  };
  return chromium.launch({ executablePath: join(folder, 'chromium'), args: ARGS, env });
}

/**
 * The package's own list of fonts names a folder of temporary files, where nothing is. Without any font the browser
 * crashes at the first text in another typeface than the page's own.
 */
function fontsOf(folder: string): string {
  const file = join(folder, 'fonts-here.conf');
  if (existsSync(file)) return file;
  const draft = `${file}.${process.pid}`;
  const [fonts, cache] = [join(folder, 'fonts'), join(folder, 'fonts-cache')];
  writeFileSync(
    draft,
    `<!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>`,
  );
  renameSync(draft, file);
  return file;
}

/** Unpacked once for each version, whole or not at all: workers may begin together. */
function unpacked(): string {
  const file = require.resolve(PACKAGE);
  const root = file.slice(0, file.lastIndexOf(PACKAGE) + PACKAGE.length);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(repository, '.local', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  execFileSync(process.execPath, ['-e', UNPACK], {
    cwd: repository,
    env: { PATH: process.env.PATH, TMPDIR: draft, ...UNPACK_ENVIRONMENT },
  });
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
