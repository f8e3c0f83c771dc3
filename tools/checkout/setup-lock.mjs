import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lookUp } from '../../libs/servers/src/process-table.cjs';
import { repository } from './repository.mjs';

/** One process at a time changes node_modules and dist, so that `npm start` and `npm test` may begin together. */
export async function withSetupLock(work, lock = repository('.local', 'setup.lock')) {
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock(lock)) await pause(200);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The file is there, whole, or it is not: it gets its name when its holder stands in it. */
function takeLock(lock) {
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${lookUp(process.pid).started}`);
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!holderIsAlive(lock)) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A number alone does not tell: after a restart of the machine it may be somebody else's, even our own. */
function holderIsAlive(lock) {
  if (!existsSync(lock)) return true;
  const [pid, ...started] = readFileSync(lock, 'utf8').split(' ');
  return lookUp(Number(pid))?.started === started.join(' ');
}
