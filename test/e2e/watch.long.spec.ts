import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePorts, OwnedProcess } from '@conferencing/servers';
import { eventually, requiredSetting, temporaryFolder } from '@conferencing/testing';

const repository = resolve(__dirname, '../..');
const CHECKOUT = ['apps', 'libs', 'tools', 'dist', 'nest-cli.json', 'package.json', '.env'];
const PORTS = [
  'CONFERENCING_PORT',
  'READ_MODELS_PORT',
  'READ_MODELS_TCP_PORT',
  'ZOOM_SANDBOX_PORT',
  'CONSOLE_PORT',
] as const;
const PLATFORM_TOKEN = 'platform-token-of-a-watched-stack-0000';
const PATIENT = { timeoutMs: 100_000, intervalMs: 50 };
/** The first compilation reads everything. */
const COLD_MS = 500_000;

/** A checkout of the test's own, in which files may be saved. */
function ownCheckout(): string {
  const { path } = temporaryFolder('checkout');
  for (const name of [...CHECKOUT, 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(repository, name), join(path, name), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(path, 'node_modules'));
  return path;
}

describe('npm run dev', () => {
  const checkout = ownCheckout();
  let stack: OwnedProcess;
  let env: Record<string, string>;

  const output = () => stack.lastLines(10_000);
  const url = (port: (typeof PORTS)[number]) => `http://127.0.0.1:${env[port]}`;
  const title = async (port: (typeof PORTS)[number]) => {
    const document = (await (await fetch(`${url(port)}/docs-json`)).json()) as { info: { title: string } };
    return document.info.title;
  };
  const startOf = async (port: (typeof PORTS)[number]) =>
    /^process_start_time_seconds (\S+)/m.exec(await (await fetch(`${url(port)}/metrics`)).text())?.[1];
  const save = (file: string, change: (text: string) => string) => {
    const path = join(checkout, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };

  beforeAll(async () => {
    const ports = await freePorts(PORTS.length);
    env = {
      ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
      STACK_DATA_DIR: join(checkout, '.local'),
      DATABASE_URL: requiredSetting('TEST_DATABASE_URL'),
      KAFKA_BROKERS: requiredSetting('TEST_KAFKA_BROKERS'),
      PLATFORM_TOKEN,
    };
    stack = await OwnedProcess.start({
      command: process.execPath,
      args: [join(checkout, 'dist/tools/local-stack/src/main.js'), '--watch'],
      cwd: checkout,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      logFile: join(checkout, 'output.log'),
    });
    await eventually(() => !stack.running || output().includes('Watching'), { timeoutMs: COLD_MS });
    if (!stack.running) throw new Error(output());
  }, COLD_MS);
  afterAll(() => stack.stop());

  it('runs what was saved, in the processes that load it and in no other, on the same data', async () => {
    const headers = { authorization: `Bearer ${PLATFORM_TOKEN}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: 'Kept' });
    const made = await fetch(`${url('CONFERENCING_PORT')}/v1/accounts`, { method: 'POST', headers, body });
    const { id } = ((await made.json()) as { data: { id: string } }).data;
    const [conferencing, readModels] = [await startOf('CONFERENCING_PORT'), await startOf('READ_MODELS_PORT')];

    save('apps/read-models/src/read-models-api.ts', (text) => text.replace(/title: '.*'/, "title: 'Saved once'"));
    await eventually(async () => (await title('READ_MODELS_PORT')) === 'Saved once', PATIENT);
    expect(await startOf('READ_MODELS_PORT')).not.toBe(readModels);
    expect(await startOf('CONFERENCING_PORT')).toBe(conferencing);

    save('apps/conferencing/src/conferencing-api.ts', (text) => text.replace(/title: '.*'/, "title: 'Saved too'"));
    await eventually(async () => (await title('CONFERENCING_PORT')) === 'Saved too', PATIENT);
    const kept = await fetch(`${url('CONFERENCING_PORT')}/v1/accounts/${id}`, { headers });
    expect(kept.status).toBe(200);
  }, 300_000);

  it('shows a type error and leaves running what runs, until it is mended', async () => {
    await eventually(() => output().includes('conferencing runs what was saved'), PATIENT);
    const before = await startOf('READ_MODELS_PORT');
    const file = 'apps/read-models/src/read-models-api.ts';
    save(
      file,
      (text) => `${text.replace(/title: '.*'/, "title: 'Saved wrong'")}export const wrong: number = 'text';\n`,
    );
    await eventually(() => output().includes('what runs stays as it is'), PATIENT);
    expect(output()).toMatch(/read-models-api\.ts.*error.*TS2322/);
    expect([await startOf('READ_MODELS_PORT'), await title('READ_MODELS_PORT')]).toEqual([before, 'Saved once']);

    save(file, (text) => text.replace("= 'text'", '= 1').replace('Saved wrong', 'Saved again'));
    await eventually(async () => (await title('READ_MODELS_PORT')) === 'Saved again', PATIENT);
  }, 300_000);
});
