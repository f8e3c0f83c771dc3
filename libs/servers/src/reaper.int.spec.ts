import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from './until.js';

const repository = resolve(__dirname, '../../..');

/** Owns a process that ignores signals and a folder, prints the process's number, and waits. */
const OWNER = `
const { OwnedProcess, ownFolder } = require('./libs/servers/src/index.ts');
ownFolder(process.argv[1]);
OwnedProcess.start({ command: 'sh', args: ['-c', process.argv[2]], logFile: process.argv[1] + '/log' })
  .then(({ pid }) => console.log(pid));
setInterval(() => {}, 1000);
`;

interface Owner {
  process: ChildProcess;
  child: number;
  folder: string;
}

async function startOwner(script: string): Promise<Owner> {
  const folder = mkdtempSync(join(tmpdir(), 'owned-'));
  const args = ['-r', './libs/testing/typescript-hook.js', '-e', OWNER, folder, script];
  const owner = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
  const child = await new Promise<number>((found) =>
    createInterface(owner.stdout).once('line', (line) => found(Number(line))),
  );
  return { process: owner, child, folder };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the processes of a killed owner', () => {
  it.each([
    ['a process that ends when asked to', 'sleep 600'],
    ['a process that does not listen', 'trap "" TERM; while :; do sleep 1; done'],
  ])('is nothing when it is killed: %s', async (_, script) => {
    const owner = await startOwner(script);
    expect(isAlive(owner.child)).toBe(true);

    owner.process.kill('SIGKILL');

    await until(() => !isAlive(owner.child), { timeoutMs: 15_000 });
    await until(() => !existsSync(owner.folder));
  });

  it('end even if one of them is frozen', async () => {
    const owner = await startOwner('sleep 600');
    process.kill(-owner.child, 'SIGSTOP');

    owner.process.kill('SIGKILL');

    await until(() => !isAlive(owner.child), { timeoutMs: 15_000 });
  });
});
