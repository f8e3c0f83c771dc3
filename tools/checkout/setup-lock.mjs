import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { repository } from './repository.mjs';

/** One process at a time changes node_modules and dist, so that `npm start` and `npm test` may begin together. */
export async function withSetupLock(work) {
  const lock = repository('.local', 'setup.lock');
  mkdirSync(repository('.local'), { recursive: true });
  while (!takeLock(lock)) await pause(200);
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!holderIsAlive(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function holderIsAlive(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    // An empty file is one that is being written at this moment.
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
