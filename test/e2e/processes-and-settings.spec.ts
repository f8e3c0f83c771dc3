import { randomBytes } from 'node:crypto';
import {
  type AppName,
  type AppProcess,
  type AppSettings,
  type CommandName,
  createTestDatabase,
  eventually,
  runCommand,
  startApp,
  TcpGate,
} from '@conferencing/testing';
import { Client } from 'pg';
import { Caller } from './api/caller.js';
import { WorldWithBroker } from './own-broker.js';
import { subscribe } from './read-models/sse.js';
import { assign, pairsOf, staffOf } from './read-models/staff.js';

const STACK = /\bat .+:\d+:\d+/;

/** Starts a process that has to refuse its settings, and returns its exit code and output. */
async function refusal(name: AppName, settings: AppSettings): Promise<{ code: number | null; said: string }> {
  const app = await startApp(name, settings, { waitUntilReady: false });
  const { code } = await app.process.exited;
  return { code, said: app.log() };
}

describe('the processes', () => {
  const world = new WorldWithBroker();
  let processes: Record<Exclude<AppName, 'console'>, AppProcess>;

  beforeAll(async () => {
    await world.start();
    const { conferencing, readModels, sandbox } = world.system;
    processes = { conferencing, 'read-models': readModels, 'zoom-sandbox': sandbox };
  });
  afterAll(() => world.stop());

  describe.each(['conferencing', 'read-models', 'zoom-sandbox'] as const)('%s', (name) => {
    const get = (path: string) => new Caller(processes[name].url).get(path);

    it('says that it lives and that it is ready', async () => {
      expect((await get('/health/live')).status).toBe(200);
      expect((await get('/health/ready')).status).toBe(200);
    });

    it('redirects from its root to its documentation', async () => {
      const answer = await fetch(`${processes[name].url}/`, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/docs']);
    });

    it('has metrics that Prometheus can read', async () => {
      const { status, headers, text } = await get('/metrics');
      expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
      const lines = text
        .trim()
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'));
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) expect(line).toMatch(/^[a-zA-Z_:][\w:]*(\{.*\})? (NaN|[+-]?(Inf|[\d.]+(e[+-]?\d+)?))$/);
      expect(text).toContain('process_cpu_seconds_total');
    });

    it('is documented for people and for programs', async () => {
      const page = await get('/docs');
      expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
      const { status, body } = await get('/docs-json');
      expect([status, body.openapi]).toEqual([200, expect.stringMatching(/^3\./)]);
      expect(Object.keys(body.paths).length).toBeGreaterThan(3);
    });

    it('ends with one line that names the port and its setting when the port is taken', async () => {
      const { HTTP_PORT } = processes[name].settings as { HTTP_PORT: string };
      const { TCP_PORT: _own, ...settings } = processes[name].settings;
      const { code, said } = await refusal(name, { ...settings, HTTP_PORT });
      expect([name, code]).toEqual([name, 1]);
      expect(said.split('\n').at(-1)).toMatch(new RegExp(`${HTTP_PORT}.*HTTP_PORT`));
      expect(said).not.toMatch(STACK);
      expect(said).not.toContain('EADDRINUSE');
    });
  });

  it('read-models names its other port too when that is taken', async () => {
    const { TCP_PORT, HTTP_PORT: _own, ...settings } = processes['read-models'].settings as Record<string, string>;
    const { code, said } = await refusal('read-models', { ...settings, TCP_PORT: TCP_PORT! });
    expect([code, said.split('\n').at(-1)]).toEqual([1, expect.stringMatching(new RegExp(`${TCP_PORT}.*TCP_PORT`))]);
    expect(said).not.toMatch(STACK);
  });

  it.each<['conferencing' | 'read-models', CommandName]>([
    ['conferencing', 'migrate-conferencing'],
    ['read-models', 'migrate-read-models'],
  ])('%s ends with one line on a database that is older, or newer, unless that is accepted', async (name, command) => {
    const database = await createTestDatabase('unmigrated');
    try {
      const { HTTP_PORT: _own, TCP_PORT: _too, ...others } = processes[name].settings;
      const settings = { ...others, DATABASE_URL: database.url };
      const older = await refusal(name, settings);
      expect([older.code, older.said.split('\n').at(-1)]).toEqual([
        1,
        expect.stringMatching(/^The database is older than this program: it lacks .* Run the migrate command/),
      ]);
      await runCommand(command, settings);
      const client = new Client({ connectionString: database.url });
      await client.connect();
      await client.query(`INSERT INTO migrations ("timestamp", name) VALUES (1999000000000, 'Next1999000000000')`);
      await client.end();
      const newer = await refusal(name, settings);
      expect([newer.code, newer.said.split('\n').at(-1)]).toEqual([
        1,
        expect.stringMatching(/^The database is newer than this program: it has Next1999000000000, which/),
      ]);
      expect(older.said + newer.said).not.toMatch(STACK);
      await expect(runCommand(command, settings)).rejects.toThrow(/exit code 1:[^]*\nThe database is newer/);

      const accepting = { ...settings, DATABASE_NEWER_SCHEMA: 'accept' };
      await runCommand(command, accepting);
      const app = await startApp(name, { ...accepting, LOG_LEVEL: 'warn' });
      try {
        const warnings = app
          .log()
          .split('\n')
          .filter((line) => line.includes('DATABASE_NEWER_SCHEMA'));
        expect(warnings.map((line) => (JSON.parse(line) as { later: string }).later)).toEqual(['Next1999000000000']);
      } finally {
        await app.stop();
      }
    } finally {
      await database.drop();
    }
  });

  it('conferencing describes its events', async () => {
    const { status, body } = await new Caller(processes.conferencing.url).get('/asyncapi.json');
    expect([status, body.asyncapi]).toEqual([200, expect.stringMatching(/^3\./)]);
    expect(JSON.stringify(body)).toContain('conferencing.updated');
  });

  it.each<[AppName, AppSettings]>([
    [
      'conferencing',
      {
        HTTP_PORT: '70000',
        DATABASE_URL: 'mysql://secret-password@x',
        DATABASE_POOL_SIZE: 'many',
        KAFKA_BROKERS: 'nowhere',
        KAFKA_SSL: 'maybe',
        PLATFORM_TOKEN: '',
        TOKEN_ENCRYPTION_KEYS: 'kid:c2hvcnQ=',
        ZOOM_API_URL: 'zoom',
        DIRECTORY_SYNC_INTERVAL_SECONDS: '-1',
        RATE_LIMIT_PER_MINUTE: 'x',
        LOG_LEVEL: 'loud',
      },
    ],
    [
      'read-models',
      {
        HTTP_PORT: 'x',
        TCP_PORT: '-1',
        DATABASE_URL: '',
        KAFKA_BROKERS: 'nowhere',
        PLATFORM_TOKEN: '',
        QUERY_OVER_KAFKA: 'perhaps',
        LOG_LEVEL: 'loud',
      },
    ],
    ['zoom-sandbox', { HTTP_PORT: 'x', ZOOM_WEBHOOK_URL: 'nowhere' }],
  ])('%s names every wrong setting in one message and ends', async (name, wrong) => {
    const { code, said } = await refusal(name, wrong);
    expect(code).toBe(1);
    for (const setting of Object.keys(wrong))
      expect([setting, said]).toEqual([setting, expect.stringContaining(setting)]);
    expect(said).not.toContain('secret-password');
    expect(said).not.toMatch(STACK);
  });

  describe.each(['conferencing', 'read-models'] as const)('%s in production', (name) => {
    const settings = () => {
      const { HTTP_PORT: _http, TCP_PORT: _tcp, ...others } = processes[name].settings;
      return { ...others, NODE_ENV: 'production', LOG_LEVEL: 'info' };
    };
    const strong = () => ({
      PLATFORM_TOKEN: randomBytes(32).toString('hex'),
      PLATFORM_TOKEN_PREVIOUS: randomBytes(32).toString('hex'),
      TOKEN_ENCRYPTION_KEYS: `key:${randomBytes(32).toString('base64')}`,
    });

    it('names in one message what is weak, and ends with 1', async () => {
      const weak = { PLATFORM_TOKEN: 'a', KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'x' };
      const { code, said } = await refusal(name, { ...settings(), ...weak, KAFKA_SASL_PASSWORD: 'y' });
      expect([code, said]).toEqual([1, expect.stringMatching(/^Wrong settings:\n {2}/)]);
      for (const setting of ['PLATFORM_TOKEN', 'KAFKA_SASL_MECHANISM']) expect(said).toContain(`${setting}: `);
      expect(said).not.toMatch(STACK);
    });

    it('logs once what runs and what it is connected to, without warnings', async () => {
      const own = strong();
      const app = await startApp(name, { ...settings(), ...own });
      try {
        const statusWith = async (token: string) => {
          const headers = { authorization: `Bearer ${token}`, 'x-account-id': 'acct_000000000000' };
          return (await new Caller(app.url, headers).get(name === 'conferencing' ? '/v1/services' : '/v1/conferencing'))
            .status;
        };
        const tokens = [own.PLATFORM_TOKEN, own.PLATFORM_TOKEN_PREVIOUS, randomBytes(32).toString('hex')];
        expect(await Promise.all(tokens.map(statusWith))).toEqual([404, 404, 401]);
        const lines = app
          .log(1_000)
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
        const { host, pathname, password } = new URL(app.settings.DATABASE_URL as string);
        expect(lines.filter(({ message }) => message === `${name} has started`)).toEqual([
          expect.objectContaining({
            level: 'info',
            version: expect.stringMatching(/^\d+\.\d+\.\d+/),
            listening: expect.objectContaining({ http: app.url.slice('http://'.length) }),
            database: `${host}${pathname}`,
            brokers: world.brokers.split(','),
          }),
        ]);
        expect(lines.filter(({ level }) => !['info', 'debug'].includes(level as string))).toEqual([]);
        for (const line of lines) expect(line).toMatchObject({ message: expect.any(String), service: name });
        for (const line of lines) expect(line).not.toHaveProperty('msg');
        for (const value of [password, ...Object.values(own)]) expect(app.log(1_000)).not.toContain(value);
      } finally {
        expect(await app.stop()).toBe(0);
      }
    });

    it('ends with one line and no stack when nothing has caught an error', async () => {
      const { code, said } = await refusal(name, { ...settings(), ...strong(), HOST: '203.0.113.1' });
      const last = JSON.parse(said.split('\n').at(-1)!) as object;
      expect([code, last]).toMatchObject([1, { level: 'fatal', service: name, err: { code: 'EADDRNOTAVAIL' } }]);
      expect(said).not.toMatch(STACK);
    });
  });

  it.each(['conferencing', 'read-models'] as const)(
    '%s lives on while its database or its broker is away, and names what is missing',
    async (name) => {
      const { HTTP_PORT: _http, TCP_PORT: _tcp, ...settings } = processes[name].settings;
      const url = new URL(settings.DATABASE_URL as string);
      const [host, port] = world.brokers.split(':') as [string, string];
      const database = new TcpGate({ host: url.hostname, port: Number(url.port) });
      await database.open();
      const deadBroker = new TcpGate({ host, port: Number(port) });
      await deadBroker.open();
      await deadBroker.shut();
      url.host = `127.0.0.1:${database.port}`;
      const own = { ...settings, DATABASE_URL: url.href, KAFKA_BROKERS: `127.0.0.1:${deadBroker.port}` };
      const app = await startApp(name, own, { waitUntilReady: false });
      try {
        const caller = new Caller(app.url);
        const ready = async () => {
          const { status, body } = await caller.get('/health/ready');
          return [status, body?.checks];
        };
        const is = (status: number, checks: object) =>
          eventually(
            async () => {
              expect(await ready()).toEqual([status, expect.objectContaining(checks)]);
              return true;
            },
            { timeoutMs: 40_000, intervalMs: 200 },
          );
        await is(200, { postgresql: 'up', kafka: 'degraded' });
        await database.shut();
        await is(503, { postgresql: 'down', kafka: 'degraded' });
        expect((await caller.get('/health/live')).status).toBe(200);
        await database.open();
        await is(200, { postgresql: 'up', kafka: 'degraded' });
        if (name === 'read-models') expect((await caller.get('/health')).body.stale_seconds).toBeGreaterThan(0);
        await deadBroker.open();
        await is(200, { postgresql: 'up', kafka: 'up' });
        await database.shut();
        await is(503, { postgresql: 'down', kafka: 'up' });
      } finally {
        const code = await app.stop();
        await database.shut();
        await deadBroker.shut();
        expect(code).toBe(0);
      }
    },
  );

  it('on SIGTERM conferencing finishes what is in flight and ends with 0', async () => {
    const tenant = await world.tenant();
    const { path } = await tenant.connected([{ email: 'anna@example.com' }]);
    const { HTTP_PORT: _own, ...settings } = processes.conferencing.settings;
    const second = await startApp('conferencing', settings);
    const api = new Caller(second.url, { authorization: `Bearer ${tenant.token}` });
    await tenant.fault('slow', { delay_ms: 1_500 });
    const before = await tenant.listings();
    const inFlight = api.post(`${path}/external_users/sync`);
    await eventually(async () => (await tenant.listings()) > before);
    const stopped = second.stop();
    expect((await inFlight).status).toBe(200);
    expect(await stopped).toBe(0);
    await expect(api.get('/health/live')).rejects.toThrow();
    await tenant.noFaults();
  });

  it('on SIGTERM read-models answers waiting callers, ends its streams and exits with 0', async () => {
    const staff = await staffOf(await world.tenant());
    const [pair] = await pairsOf(staff.tenant, 1, 1);
    await assign(staff, pair!, staff.anna);
    const { HTTP_PORT: _http, TCP_PORT: _tcp, ...settings } = processes['read-models'].settings;
    const second = await startApp('read-models', settings);
    const headers = {
      authorization: `Bearer ${world.system.platformToken}`,
      'x-account-id': staff.tenant.accountId,
    };
    const subscriber = await subscribe(`${second.url}/v1/conferencing/stream`, headers);
    const waiting = new Caller(second.url, headers).get(`${pair!.conferencing}?min_version=9&wait_ms=4000`);
    await eventually(async () => /waiters?\S* 1\b/.test((await new Caller(second.url).get('/metrics')).text));
    const stopped = second.stop();
    expect((await waiting).status).toBe(409);
    expect(await stopped).toBe(0);
    expect(subscriber.ended).toBe(true);
  });
});
