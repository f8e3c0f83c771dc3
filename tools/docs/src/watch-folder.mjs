import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm, watch } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs a command until it ends, and meanwhile copies each file that changes in `from` to `to`. */
export async function watchFolder(from, to, [command, ...args]) {
  const child = spawn(command, args, { stdio: 'inherit' });
  const over = new AbortController();
  const ended = once(child, 'exit').finally(() => over.abort());
  try {
    for await (const { filename } of watch(from, { recursive: true, signal: over.signal })) {
      if (filename === null) continue;
      await cp(join(from, filename), join(to, filename), { recursive: true }).catch(async (error) => {
        if (error.code !== 'ENOENT') throw error;
        await rm(join(to, filename), { recursive: true, force: true });
      });
    }
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  }
  const [code] = await ended;
  if (code) throw new Error(`The server of the site ended with exit code ${code}`);
}
