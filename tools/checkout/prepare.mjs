import { buildPageWhenChanged } from './build-page.mjs';
import { buildWhenChanged } from './build.mjs';
import { installWhenChanged } from './install.mjs';
import { watchNpm } from './npm-watch.mjs';
import { withSetupLock } from './setup-lock.mjs';

/** Installs and builds what a checkout lacks; does nothing if it is complete. */
export async function prepareCheckout({ build = true } = {}) {
  watchNpm();
  assertNodeVersion();
  await withSetupLock(async () => {
    await installWhenChanged();
    if (!build) return;
    await buildWhenChanged();
    await buildPageWhenChanged();
  });
}

function assertNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`This needs Node.js 20.19 or newer, and this is ${process.versions.node}: install a newer one`);
}
