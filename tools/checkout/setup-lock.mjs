import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lookUp } from '../../libs/servers/src/process-table.cjs';
import { repository } from './repository.mjs';

/** One process at a time changes node_modules and dist, so that `npm start` and `npm test` may start together. */
export async function withSetupLock(work, lock = repository('.local', 'setup.lock')) {
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock(lock)) await pause(200);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The file appears complete or not at all: it gets its name after its content is written. */
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

/**
 * The process number alone is not enough: after a restart of the machine another process may have it, even this one.
 */
function holderIsAlive(lock) {
  if (!existsSync(lock)) return true;
  const [pid, ...started] = readFileSync(lock, 'utf8').split(' ');
  return lookUp(Number(pid))?.started === started.join(' ');
}
