import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, OwnedProcess, repository } from '@conferencing/servers';
import { appSettings, type AppSettings, createTestDatabase, eventually, runCommand } from '@conferencing/testing';
import { OwnCheckout } from './own-checkout.js';

const NEST = 'node_modules/@nestjs/cli/bin/nest.js';
/** A cold compilation reads everything. */
const PATIENT = { timeoutMs: 240_000, intervalMs: 100 };

const { projects } = JSON.parse(readFileSync(join(repository, 'nest-cli.json'), 'utf8')) as {
  projects: Record<string, { sourceRoot: string; entryFile: string }>;
};

describe('the commands of Nest', () => {
  const checkout = new OwnCheckout();
  const databases: { drop(): Promise<void> }[] = [];
  const running: OwnedProcess[] = [];

  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
  });
  afterAll(() => Promise.all(databases.map((one) => one.drop())));

  async function nest(args: string[], settings: AppSettings = {}): Promise<OwnedProcess> {
    const process_ = await OwnedProcess.start({
      command: process.execPath,
      args: [NEST, ...args],
      cwd: checkout.path,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
      logFile: join(checkout.path, `nest-${args.join('-')}.log`),
    });
    running.push(process_);
    return process_;
  }

  /** Everything that an app needs to start. */
  async function settingsOf(app: string): Promise<AppSettings> {
    const [http, tcp] = (await freePorts(2)) as [number, number];
    const settings = appSettings({ HTTP_PORT: String(http), TCP_PORT: String(tcp) });
    if (app === 'console') return { ...settings, SESSION_KEYS: Buffer.alloc(32, 3).toString('base64') };
    if (app === 'zoom-sandbox') return { ...settings, ZOOM_WEBHOOK_URL: 'http://127.0.0.1:1/' };
    if (app !== 'conferencing' && app !== 'read-models') return settings;
    const database = await createTestDatabase('nest');
    databases.push(database);
    const own = { ...settings, DATABASE_URL: database.url };
    await runCommand(`migrate-${app}`, own);
    return own;
  }

  it('know every app', () => {
    for (const { sourceRoot, entryFile } of Object.values(projects)) {
      expect([sourceRoot, existsSync(join(repository, sourceRoot, `${entryFile}.ts`))]).toEqual([sourceRoot, true]);
    }
    expect(Object.keys(projects).toSorted()).toEqual(['conferencing', 'console', 'read-models', 'zoom-sandbox']);
  });

  it.each(Object.entries(projects))('build %s', async (app, { sourceRoot, entryFile }) => {
    const mark = `// Built: ${app}`;
    checkout.save(`${sourceRoot}/${entryFile}.ts`, (text) => `${text}${mark}\n`);
    const build = await nest(['build', app]);
    expect([(await build.exited).code, build.lastLines()]).toEqual([0, expect.not.stringContaining('error')]);
    expect(readFileSync(join(checkout.path, 'dist', sourceRoot, `${entryFile}.js`), 'utf8')).toContain(mark);
  });

  it.each(Object.entries(projects))('start %s, and start it again with what was saved', async (app, project) => {
    const settings = await settingsOf(app);
    const start = await nest(['start', app, '--watch', '--preserveWatchOutput'], settings);
    const lives = async () =>
      !start.running ||
      (await fetch(`http://127.0.0.1:${settings.HTTP_PORT}/health/live`).then(
        ({ ok }) => ok,
        () => false,
      ));
    await eventually(lives, PATIENT);
    checkout.save(
      `${project.sourceRoot}/${project.entryFile}.ts`,
      (text) => `${text}process.stdout.write('Saved while it runs\\n');\n`,
    );
    await eventually(() => !start.running || start.lastLines(1_000).includes('Saved while it runs'), PATIENT);
    await eventually(lives, PATIENT);
    if (!start.running) throw new Error(start.lastLines(60));
    expect(await start.stop()).toMatchObject({ code: 0 });
  });
});
