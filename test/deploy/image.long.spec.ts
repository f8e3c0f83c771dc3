import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AppProcess, type Build, eventually, startApp, temporaryFolder } from '@conferencing/testing';
import { readComposeFile } from '../architecture/compose-file.js';
import { Caller } from '../e2e/api/caller.js';
import { HttpBrowser } from '../console/harness/http-browser.js';
import { Front } from '../e2e/upgrade/front.js';
import { Load } from '../e2e/upgrade/load.js';
import { metricOf, Stage } from '../resilience/stage.js';
import { buildImage, ignoredBy, type Image } from './image.js';

const run = promisify(execFile);
const MINUTES = 60_000;
const PROCESSES = 3;
const OUTBOX_PARTITIONS = 12;
const isRoot = process.getuid?.() === 0;

/** Production refuses weaker ones. */
const SECRETS = {
  PLATFORM_TOKEN: randomBytes(32).toString('hex'),
  TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  SESSION_KEYS: randomBytes(32).toString('base64'),
};

describe('.dockerignore', () => {
  it('keeps everything out but what is built', () => {
    const ignored = ignoredBy('*\n!apps\n!libs\n**/*.spec.ts\nlibs/testing\n');
    const paths = [
      '.env',
      'docs/a.md',
      'apps',
      'apps/a/main.ts',
      'apps/a/a.unit.spec.ts',
      'libs/testing/a.ts',
      'libs/b.ts',
    ];
    expect(paths.filter((path) => !ignored(path))).toEqual(['apps', 'apps/a/main.ts', 'libs/b.ts']);
  });
});

describe('the files of the image', () => {
  const stage = new Stage();
  const started: AppProcess[] = [];
  const front = { conferencing: new Front(), 'read-models': new Front(), console: new Front() };
  let image: Image;
  let build: Build;

  beforeAll(async () => {
    image = await buildImage(temporaryFolder('image').path);
    const { folder, uid, gid, env } = image;
    build = { folder, ...(isRoot && { uid, gid }) };
    await stage.start({ ...SECRETS, ...env }, build);
    front.conferencing.add(stage.system.conferencing);
    front['read-models'].add(stage.system.readModels);
    await Promise.all(Object.values(front).map((each) => each.start()));
  }, 15 * MINUTES);

  afterAll(async () => {
    for (const each of Object.values(front)) each.stop();
    await Promise.all(started.map((app) => app.stop()));
    await stage.stop();
  });

  const startOne = async (name: 'conferencing' | 'read-models' | 'console', settings: Record<string, string>) => {
    const app = await startApp(name, { ...SECRETS, ...image.env, ...settings }, { build });
    started.push(app);
    return app;
  };

  it('are those that docker-compose.yml and the image itself start', () => {
    const { services } = readComposeFile(join(__dirname, '../../docker-compose.yml'));
    expect(image.entrypoint).toEqual(['node']);
    const ours = Object.values(services).filter(({ build: own }) => own !== undefined);
    // Behind `node`, which the image has as its entrypoint.
    const behindNode = ours.map(({ entrypoint = ['node'], command = [] }) => [...entrypoint, ...command].slice(1));
    const entries = [image.cmd, ...behindNode].flatMap((command) => command.slice(0, 1));
    expect(entries.length).toBeGreaterThan(7);
    expect(entries.filter((entry) => !existsSync(join(image.folder, entry)))).toEqual([]);
  });

  it('have no development dependencies, specs or sources, and who runs them cannot change them', async () => {
    const absent = ['node_modules/jest', 'node_modules/typescript', 'apps', 'dist/libs/testing', 'dist/.tsbuildinfo'];
    expect(absent.filter((path) => existsSync(join(image.folder, path)))).toEqual([]);
    expect([image.uid, image.gid].every((id) => id > 0)).toBe(true);
    const { folder, ...account } = build;
    const write = run('touch', [join(folder, 'dist/planted.js')], account);
    await expect(write).rejects.toThrow('Permission denied');
  });

  it('run as three processes of each app, all of them ready, with the work shared', async () => {
    const { system, staff, pairs } = stage;
    for (let count = 1; count < PROCESSES; count += 1) {
      front.conferencing.add(await startOne('conferencing', system.conferencingSettings));
      front['read-models'].add(await startOne('read-models', system.readModelsSettings));
    }
    const shares = (app: 'conferencing' | 'read-models', metric: string) =>
      Promise.all(front[app].processes.map((each) => metricOf(each, metric)));
    const share = OUTBOX_PARTITIONS / PROCESSES;
    await eventually(
      async () => expect(await shares('conferencing', 'outbox_leases_owned')).toEqual([share, share, share]) ?? true,
      { timeoutMs: MINUTES },
    );
    const load = new Load(staff, pairs, { conferencing: front.conferencing.url, readModels: front['read-models'].url });
    await load.more(100);
    await eventually(
      async () => (await shares('read-models', 'messaging_records_total')).every((records) => records > 0),
      { timeoutMs: MINUTES, what: 'each process of read-models to apply records' },
    ).finally(() => load.stop());
    expect(load.wrong).toEqual([]);
    for (const app of [...front.conferencing.processes, ...front['read-models'].processes]) {
      expect((await new Caller(app.url).get('/health/ready')).status).toBe(200);
    }
  });

  it('show the demo, and find its account the next time', async () => {
    const { system, brokers } = stage;
    const data = temporaryFolder('demo').path;
    chmodSync(data, 0o777);
    const { folder, uid, gid } = build;
    const env = {
      ...image.env,
      ...SECRETS,
      KAFKA_BROKERS: brokers,
      CONFERENCING_URL: system.conferencing.url,
      READ_MODELS_URL: system.readModels.url,
      READ_MODELS_TCP_HOST: '127.0.0.1',
      READ_MODELS_TCP_PORT: String(system.readModels.tcpPort),
      ZOOM_API_URL: system.sandbox.url,
      PUBLIC_URL: 'http://localhost:3004',
      DEMO_DATA_FILE: join(data, 'demo.json'),
    };
    const show = async () => {
      const command = [join(folder, 'dist/tools/local-stack/src/demo-beside.main.js')];
      return (await run(process.execPath, command, { cwd: folder, uid, gid, env: { PATH: process.env.PATH, ...env } }))
        .stdout;
    };
    const first = await show();
    expect(first).toMatch(/^Created an account$/m);
    expect(first).toContain('twelve providers, pairs in every host state');
    expect(first).toMatch(/visible \d+\.\d ms after the PUT was sent/);
    expect(first).toMatch(/^ {2}http:\/\/localhost:3004\/session\/demo\?code=\S+$/m);
    expect(await show()).toMatch(/^Found the data of an earlier start$/m);
  });

  it('serve the page at each of three consoles, and a session of one is one of all', async () => {
    const { system, staff } = stage;
    const settings = {
      PUBLIC_URL: front.console.url,
      CONFERENCING_URL: system.conferencing.url,
      READ_MODELS_URL: system.readModels.url,
      READ_MODELS_TCP_HOST: '127.0.0.1',
      READ_MODELS_TCP_PORT: String(system.readModels.tcpPort),
    };
    for (let count = 0; count < PROCESSES; count += 1) front.console.add(await startOne('console', settings));
    for (const { url } of front.console.processes) {
      const page = await new Caller(url).get('/sign-in');
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
      const [, script] = /src="(\/[^"]+\.js)"/.exec(page.text)!;
      expect((await new Caller(url).get(script!)).status).toBe(200);
    }
    const browser = new HttpBrowser(front.console.url);
    const account = { account: { id: staff.tenant.accountId } };
    expect((await browser.signIn(staff.tenant.token)).data).toMatchObject(account);
    for (let turn = 0; turn < 2 * PROCESSES; turn += 1) {
      expect((await browser.get('/session')).data).toMatchObject(account);
    }
  });
});
