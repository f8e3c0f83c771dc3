import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { eventually, requiredSetting, temporaryFolder } from '@conferencing/testing';
import { accepts, OwnedProcess } from '@conferencing/servers';
import type { StackStatus } from '../../tools/local-stack/src/stack-status.js';
import { freePortSettings, PORTS, SERVER_PORTS } from './stack-ports.js';

const repository = resolve(__dirname, '../..');

type Environment = Record<string, string>;

/** Settings of a stack that disturbs no other: its own folder, free ports. */
async function ownPlace(): Promise<{ env: Environment; folder: string }> {
  const folder = temporaryFolder('stack').path;
  const ports = await freePortSettings([...PORTS, ...SERVER_PORTS]);
  return { folder, env: { ...ports, STACK_DATA_DIR: folder } };
}

function start(env: Environment, ...args: string[]): Promise<OwnedProcess> {
  return run(env, process.execPath, join(repository, 'dist/tools/local-stack/src/main.js'), ...args);
}

function run(env: Environment, command: string, ...args: string[]): Promise<OwnedProcess> {
  return OwnedProcess.start({
    command,
    args,
    cwd: repository,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, JAVA_HOME: process.env.JAVA_HOME, ...env },
    logFile: join(env.STACK_DATA_DIR!, `output-${randomUUID()}.log`),
  });
}

/** The processes whose command line or environment names the folder. */
function processesOf(folder: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(folder) && !line.includes('ps -eo'));
}

/** The output in the README, line by line, between the ticks and the addresses. */
function quotedInReadme(): string[] {
  const [, quoted = ''] = /```\n(✔[^]+?)```/.exec(readFileSync(join(repository, 'README.md'), 'utf8')) ?? [];
  return quoted.split('\n').filter((line) => line.trim() !== '' && line.trim() !== '…');
}

/** Without the parts that differ from one start to the next. */
const alike = (line: string) =>
  line.replaceAll(/(?<=\b(acct|srv|prov|cact|evt|tok)_)\w{12}/g, '').replaceAll(/\d+(\.\d+)?/g, '0');

/** Runs `npm run status` or `npm run demo`. */
async function onStack(env: Environment, command: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const main = join(repository, `tools/local-stack/${command}.mjs`);
  const ended = await run({ STACK_DATA_DIR: env.STACK_DATA_DIR! }, process.execPath, main, ...args);
  return { code: (await ended.exited).code ?? -1, said: ended.lastLines(1000) };
}

/** Every host state is there, more pairs can be added, and what is printed works when it is pasted. */
async function showsTheDemo(env: Environment): Promise<void> {
  const status = JSON.parse((await onStack(env, 'status', '--json')).said) as StackStatus;
  const pairsByState = async () => {
    const headers = { authorization: `Bearer ${status.demo!.token}` };
    const answer = await fetch(`${status.processes.conferencing}/v1/conferencing/summary`, { headers });
    return ((await answer.json()) as { data: { by_host_state: Record<string, number> } }).data.by_host_state;
  };
  const before = await pairsByState();
  expect(Object.keys(before)).toHaveLength(7);
  expect(Object.entries(before).filter(([, pairs]) => pairs === 0)).toEqual([]);

  expect(await onStack(env, 'demo', '--pairs', '30')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Added 30 pairs in .* 29 of them have a host/),
  });
  expect((await pairsByState()).ready).toBe(before.ready! + 29);
  expect(await onStack(env, 'demo', '--pairs', 'many')).toMatchObject({ code: 1 });

  expect((await onStack(env, 'status')).said).toContain(status.try);
  expect(JSON.parse(execFileSync('sh', ['-c', `${status.try} -s`], { encoding: 'utf8' }))).toHaveProperty('data');
  const settings = (await onStack(env, 'status', '--env', 'read-models')).said.split('\n');
  expect(settings).toContain(`HTTP_PORT=${env.READ_MODELS_PORT}`);
  expect(settings).toContain(`DATABASE_URL=${status.databases.read_models}`);
  expect(await onStack(env, 'status', '--env', 'nobody')).toEqual({
    code: 1,
    said: expect.stringContaining('There is no process nobody'),
  });
}

describe('npm start', () => {
  it('shows the main job on an empty folder, even after a killed start, and finds its data the next time', async () => {
    const { env, folder } = await ownPlace();

    const killed = await start(env);
    await eventually(() => !killed.running || existsSync(join(folder, 'kafka/data/logs/meta.properties')), {
      timeoutMs: 90_000,
    });
    await killed.kill();

    const first = await start(env, '--once');
    const { code, signal } = await first.exited;
    if (code !== 0) throw new Error(`The start ended with ${code ?? signal}:\n${first.lastLines(60)}`);
    const shown = first.lastLines(1000);
    expect(shown).toContain('Created an account');
    expect(shown).toMatch(/topic conferencing\.updated, partition \d, offset \d+, key srv_\w{12}\/prov_\w{12}/);
    expect(shown).toMatch(/visible \d+\.\d ms after the PUT was sent/);
    expect(shown).toContain('"change": "assigned"');
    expect(shown).toContain('"host_state": "host_inactive"');
    expect(shown).toMatch(/^ {2}http:\/\/localhost:\d+\/session\/demo\?code=[\w.-]+$/m);
    expect(processesOf(folder)).toEqual([]);
    const lines = shown.split('\n').map(alike);
    expect(quotedInReadme().length).toBeGreaterThan(12);
    for (const line of quotedInReadme()) expect(lines).toContain(alike(line));

    const second = await start(env);
    await eventually(() => !second.running || second.lastLines(1000).includes('npm run status'), {
      timeoutMs: 90_000,
    });
    expect(second.lastLines(1000)).toContain('Found the data of an earlier start');
    expect(second.lastLines(1000)).toContain('"change": "reassigned"');
    await showsTheDemo(env);
    process.kill(second.pid, 'SIGINT');
    expect(await second.exited).toEqual({ code: 0, signal: null });
    expect(await onStack(env, 'status')).toEqual({ code: 1, said: expect.stringMatching(/^No local stack runs in /) });
  });

  it('uses servers and a Zoom of the user’s own, whatever they answer, and leaves nothing behind when it is interrupted or killed', async () => {
    const { env } = await ownPlace();
    const zoom = createHttpServer(({ url }, response) => {
      response.statusCode = url === '/_control/requests' ? 200 : 404;
      response.setHeader('content-type', 'application/json').end('{}');
    });
    await new Promise<void>((listening) => zoom.listen(0, '127.0.0.1', listening).unref());
    const zoomUrl = `http://127.0.0.1:${(zoom.address() as AddressInfo).port}/`;
    const own = {
      ...env,
      DATABASE_URL: requiredSetting('TEST_DATABASE_URL'),
      KAFKA_BROKERS: requiredSetting('TEST_KAFKA_BROKERS'),
      ZOOM_API_URL: zoomUrl,
      ZOOM_OAUTH_URL: zoomUrl,
    };
    const stillThere = () => Promise.all(PORTS.map((name) => accepts(Number(env[name]))));
    const isUp = async (stack: OwnedProcess) => {
      await eventually(() => !stack.running || stack.lastLines(1000).includes('Where to look'), { timeoutMs: 90_000 });
      expect(stack.lastLines(1000)).toContain('The demo could not be shown to its end');
      expect(await stillThere()).not.toContain(false);
    };
    const ops = async () => {
      const main = join(repository, 'dist/tools/ops/src/main.js');
      const command = await run({ STACK_DATA_DIR: env.STACK_DATA_DIR! }, process.execPath, main, 'outbox', 'status');
      return { code: (await command.exited).code, said: command.lastLines() };
    };
    const interrupted = await run(own, 'npm', 'start');
    await isUp(interrupted);
    // Its ports and servers are only written in the folder.
    expect(await ops()).toEqual({ code: 0, said: expect.stringContaining('events wait') });
    process.kill(interrupted.pid, 'SIGINT');
    expect(await interrupted.exited).toEqual({ code: 0, signal: null });
    expect(await stillThere()).not.toContain(true);
    expect(await ops()).toEqual({ code: 1, said: expect.stringMatching(/^No local stack runs in .*: start one/) });

    const killed = await start(own);
    await isUp(killed);
    zoom.close();
    await killed.kill();
    await eventually(async () => !(await stillThere()).includes(true), { timeoutMs: 15_000 });
  });

  it('says in one line which port is taken and how to move it', async () => {
    const { env } = await ownPlace();
    const holder = createServer();
    await new Promise<void>((listening) => holder.listen(Number(env.READ_MODELS_PORT), '127.0.0.1', listening));

    const stack = await start(env, '--once');
    const { code } = await stack.exited;
    holder.close();

    expect(code).toBe(1);
    expect(stack.lastLines()).toContain(`Port ${env.READ_MODELS_PORT} is taken: set READ_MODELS_PORT to another one`);
  });

  it('names every wrong setting at once', async () => {
    const { env } = await ownPlace();

    const wrong = {
      CONFERENCING_PORT: 'high',
      KAFKA_BROKERS: 'nowhere',
      DATABASE_URL: 'none',
      LOG_LEVEL: 'loud',
      TOKEN_ENCRYPTION_KEYS: 'key',
      QUERY_OVER_KAFKA: 'perhaps',
    };

    const stack = await start({ ...env, ...wrong });

    expect((await stack.exited).code).toBe(1);
    for (const name of Object.keys(wrong)) expect(stack.lastLines()).toContain(name);
  });
});
