import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs/promises';

/** Runs a command until it ends, and meanwhile calls back for each file that changes in a folder. */
export async function watchFolder(folder, onChange, [command, ...args]) {
  const child = spawn(command, args, { stdio: 'inherit' });
  const over = new AbortController();
  const ended = once(child, 'exit').finally(() => over.abort());
  try {
    for await (const { filename } of watch(folder, { recursive: true, signal: over.signal })) {
      if (filename !== null) await onChange(filename);
    }
  } catch (error) {
    if (error.name !== 'AbortError') throw error;
  }
  const [code] = await ended;
  if (code) throw new Error(`The server of the site ended with exit code ${code}`);
}
