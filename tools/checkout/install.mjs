import { readFileSync } from 'node:fs';
import { repository } from './repository.mjs';
import { runStep } from './run-step.mjs';

/** Installs the node modules of package-lock.json unless exactly those are installed. */
export async function installWhenChanged() {
  if (isInstalled()) return;
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await runStep('Installing node modules', [...npm, 'ci', ...flags]);
}

/** npm records what it has put into node_modules, in the format of the lockfile. */
function isInstalled() {
  const wanted = packagesOf(repository('package-lock.json'));
  const present = packagesOf(repository('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}
