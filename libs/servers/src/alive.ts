import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { lookUp } from './process-table.cjs';

/**
 * A process by its number and its start time: after it ends, and above all after a restart of the machine, another
 * process may have the number.
 */
export type ProcessIdentity = string;

/** Undefined if there is no such process, or it has ended and only waits to be collected. */
export function identify(pid: number): ProcessIdentity | undefined {
  const found = lookUp(pid);
  return found && `${pid} ${found.started}`;
}

export function isAlive(identity: ProcessIdentity): boolean {
  const there = identify(Number.parseInt(identity, 10));
  return there !== undefined && there === identity;
}

/** Whether the number is in use, even by a process that has ended and waits to be collected. */
export function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Empty if no process has this number. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
