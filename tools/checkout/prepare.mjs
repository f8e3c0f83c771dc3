import { buildWhenChanged } from './build.mjs';
import { installWhenChanged } from './install.mjs';
import { watchNpm } from './npm-watch.mjs';
import { withSetupLock } from './setup-lock.mjs';

/** Brings a checkout, fresh or not, to where everything is installed and built; does nothing when it is there already. */
export async function prepareCheckout({ build = true } = {}) {
  watchNpm();
  assertNodeVersion();
  await withSetupLock(async () => {
    await installWhenChanged();
    if (build) await buildWhenChanged();
  });
}

function assertNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`This needs Node.js 20.19 or newer, and this is ${process.versions.node}: install a newer one`);
}
