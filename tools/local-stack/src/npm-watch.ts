import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const CHECK_EVERY_MS = 500;

/**
 * Calls `gone` when the npm that runs this process has ended. npm hands on a signal that it gets, but says nothing when
 * it is killed: then its shell, or this process, suddenly has another parent.
 */
export function watchNpm(gone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const { name, parent: grandparent } = look(parent);
  const isShell = name.endsWith('sh');
  const timer = setInterval(() => {
    if (process.ppid === parent && (!isShell || look(parent).parent === grandparent)) return;
    clearInterval(timer);
    gone();
  }, CHECK_EVERY_MS);
  timer.unref();
}

function look(pid: number): { name: string; parent: number } {
  try {
    const { name, parent } = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
    return { name, parent: Number(parent) };
  } catch {
    return { name: '', parent: 0 };
  }
}

function fromProc(pid: number) {
  const [, name = '', parent = '0'] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  return { name, parent };
}

function fromPs(pid: number) {
  const columns = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [parent = '0', name = ''] = columns.split(/\s+/, 2);
  return { name, parent };
}
