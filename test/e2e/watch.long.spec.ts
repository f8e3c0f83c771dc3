import { join } from 'node:path';
import { OwnedProcess } from '@conferencing/servers';
import { eventually, requiredSetting } from '@conferencing/testing';
import { OwnCheckout } from './own-checkout.js';
import { freePortSettings, PORTS } from './stack-ports.js';

const PLATFORM_TOKEN = 'platform-token-of-a-watched-stack-0000';
const PATIENT = { timeoutMs: 100_000, intervalMs: 50 };
/** The first compilation reads everything. */
const COLD_MS = 500_000;

describe('npm run dev', () => {
  const checkout = new OwnCheckout();
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

  beforeAll(async () => {
    env = {
      ...(await freePortSettings(PORTS)),
      STACK_DATA_DIR: join(checkout.path, '.local'),
      DATABASE_URL: requiredSetting('TEST_DATABASE_URL'),
      KAFKA_BROKERS: requiredSetting('TEST_KAFKA_BROKERS'),
      PLATFORM_TOKEN,
    };
    stack = await OwnedProcess.start({
      command: process.execPath,
      args: [join(checkout.path, 'dist/tools/local-stack/src/main.js'), '--watch'],
      cwd: checkout.path,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      logFile: join(checkout.path, 'output.log'),
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

    checkout.save('apps/read-models/src/read-models-api.ts', (text) =>
      text.replace(/title: '.*'/, "title: 'Saved once'"),
    );
    await eventually(async () => (await title('READ_MODELS_PORT')) === 'Saved once', PATIENT);
    expect(await startOf('READ_MODELS_PORT')).not.toBe(readModels);
    expect(await startOf('CONFERENCING_PORT')).toBe(conferencing);

    checkout.save('apps/conferencing/src/conferencing-api.ts', (text) =>
      text.replace(/title: '.*'/, "title: 'Saved too'"),
    );
    await eventually(async () => (await title('CONFERENCING_PORT')) === 'Saved too', PATIENT);
    const kept = await fetch(`${url('CONFERENCING_PORT')}/v1/accounts/${id}`, { headers });
    expect(kept.status).toBe(200);
  }, 300_000);

  it('shows a type error and leaves running what runs, until it is mended', async () => {
    await eventually(() => output().includes('conferencing runs what was saved'), PATIENT);
    const before = await startOf('READ_MODELS_PORT');
    const file = 'apps/read-models/src/read-models-api.ts';
    checkout.save(
      file,
      (text) => `${text.replace(/title: '.*'/, "title: 'Saved wrong'")}export const wrong: number = 'text';\n`,
    );
    await eventually(() => output().includes('what runs stays as it is'), PATIENT);
    expect(output()).toMatch(/read-models-api\.ts.*error.*TS2322/);
    expect([await startOf('READ_MODELS_PORT'), await title('READ_MODELS_PORT')]).toEqual([before, 'Saved once']);

    checkout.save(file, (text) => text.replace("= 'text'", '= 1').replace('Saved wrong', 'Saved again'));
    await eventually(async () => (await title('READ_MODELS_PORT')) === 'Saved again', PATIENT);
  }, 300_000);
});
