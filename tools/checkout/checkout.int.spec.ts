import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually, temporaryFolder } from '@conferencing/testing';
import { identify } from '@conferencing/servers';

const repository = resolve(__dirname, '../..');

/** Runs a script that may import the checkout's modules without install and build. */
function run(script: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: repository,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface(stdout!), 'line')) as [string];
  return line;
}

describe('preparing a checkout', () => {
  it('ends a step and its children when it is killed', async () => {
    const { path } = temporaryFolder('step');
    const script = `sleep 600 & echo $$ $! > ${path}/pids; mv ${path}/pids ${path}/running; wait`;
    const owner = run(`
      import { runStep } from './tools/checkout/run-step.mjs';
      await runStep('Installing', ['sh', '-c', ${JSON.stringify(script)}]);`);
    const pids = await eventually(() => execFileSync('cat', [`${path}/running`], { encoding: 'utf8', stdio: 'pipe' }));
    const [shell, sleep] = pids.trim().split(' ').map(Number) as [number, number];
    expect([identify(shell), identify(sleep)]).not.toContain(undefined);

    owner.kill('SIGKILL');

    await eventually(() => identify(shell) === undefined && identify(sleep) === undefined);
  });

  it('ends when the npm that runs it is killed', async () => {
    const watched = `
      import { watchNpm } from './tools/checkout/npm-watch.mjs';
      watchNpm();
      console.log(process.pid);
      setInterval(() => {}, 1000);`;
    const npm = run(
      `import { spawn } from 'node:child_process';
      spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; true', process.execPath, ${JSON.stringify(watched)}], { stdio: 'inherit' });`,
      { npm_lifecycle_event: 'start' },
    );
    const pid = Number(await firstLine(npm));

    npm.kill('SIGKILL');

    await eventually(() => identify(pid) === undefined);
  });

  it.each([
    ['whose number belongs to another process', `${process.pid} 1`],
    ['that stands nowhere', ''],
  ])('takes the lock of a holder %s', async (_, holder) => {
    const lock = join(temporaryFolder('lock').path, 'setup.lock');
    writeFileSync(lock, holder);
    const taking = run(`
      import { withSetupLock } from './tools/checkout/setup-lock.mjs';
      await withSetupLock(() => console.log('taken'), ${JSON.stringify(lock)});`);
    expect(await firstLine(taking)).toBe('taken');
  });

  it('waits for a holder that is at work', async () => {
    const lock = join(temporaryFolder('lock').path, 'setup.lock');
    const said = run(`
      import { withSetupLock } from './tools/checkout/setup-lock.mjs';
      const lock = ${JSON.stringify(lock)};
      const first = withSetupLock(async () => {
        await new Promise(setImmediate);
        console.log('first');
      }, lock);
      await withSetupLock(() => console.log('second'), lock);
      await first;`);
    expect(await firstLine(said)).toBe('first');
  });
});
