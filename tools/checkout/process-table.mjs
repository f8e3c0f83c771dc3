import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What runs under this number: its program's name, its parent, and when it started, which tells it from another one that
 * gets the number later. Undefined when nothing does; a process that has ended and waits to be collected is nothing.
 */
export function lookUp(pid) {
  try {
    const found = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
    return found.state.startsWith('Z') ? undefined : found;
  } catch {
    return undefined;
  }
}

function fromProc(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent, state, started: rest[17] };
}

function fromPs(pid) {
  const columns = execFileSync('ps', ['-o', 'ppid=,state=,lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [parent, state, ...rest] = columns.trim().split(/\s+/);
  return { name: rest.slice(5).join(' '), parent, state, started: rest.slice(0, 5).join(' ') };
}
