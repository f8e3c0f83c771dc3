const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');

// Plain JavaScript: a checkout looks processes up before anything has been installed or built.

/**
 * One process. Its start tells it from another one that gets its number later.
 *
 * @typedef {{ name: string, parent: number, state: string, started: string }} ProcessEntry
 */

/**
 * What runs under this number; undefined when nothing does. A process that has ended and waits to be collected is nothing.
 *
 * @param {number} pid
 * @returns {ProcessEntry | undefined}
 */
exports.lookUp = function lookUp(pid) {
  try {
    const found = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
    return found.state.startsWith('Z') ? undefined : found;
  } catch {
    return undefined;
  }
};

/**
 * @param {number} pid
 * @returns {ProcessEntry}
 */
function fromProc(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  return { name, parent: Number(parent), state, started: rest[17] };
}

/**
 * @param {number} pid
 * @returns {ProcessEntry}
 */
function fromPs(pid) {
  const columns = execFileSync('ps', ['-o', 'ppid=,state=,lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [parent, state, ...rest] = columns.trim().split(/\s+/);
  return { name: rest.slice(5).join(' '), parent: Number(parent), state, started: rest.slice(0, 5).join(' ') };
}
