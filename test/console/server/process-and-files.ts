import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@conferencing/servers';
import { type AppSettings, startApp } from '@conferencing/testing';
import { demoLink } from '../../../apps/console/src/operate/demo-link.js';
import type { Tenant } from '../../e2e/api/tenant.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { HttpBrowser } from '../harness/http-browser.js';

const PAGES = [
  '/overview',
  '/assignments?search=ada',
  '/assignments/srv_000000000000/prov_000000000000',
  '/attention',
  '/connections',
  '/connections/cact_000000000000',
  '/hosts',
  '/hosts/exusr_000000000000',
  '/services/srv_000000000000',
  '/audit',
  '/import',
];

/** Pages, their files, and what every process of ours has. */
export function processAndFiles(world: ConsoleWorld): void {
  let tenant: Tenant;
  let browser: HttpBrowser;

  beforeAll(async () => {
    tenant = await world.tenant();
    browser = new HttpBrowser(world.url);
    await browser.signIn(tenant.token);
  });

  it.each(PAGES)('shows %s to whom is signed in, and leads others to the sign-in', async (path) => {
    const { status, headers, text } = await browser.get(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toMatch(/^<!doctype html>/i);
    const nobody = await new HttpBrowser(world.url).get(path);
    const wanted = new URLSearchParams({ next: path }).toString();
    expect([nobody.status, nobody.headers.get('location')]).toEqual([302, `/sign-in?${wanted}`]);
  });

  it('lets a page load nothing from elsewhere and nothing inline, and nobody frame it', async () => {
    const { headers } = await new HttpBrowser(world.url).get('/sign-in');
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('serves what the page loads to be cached forever, compressed in advance', async () => {
    const { text } = await browser.get('/sign-in');
    const [, script] = /<script[^>]+src="(\/assets\/[^"]+\.js)"/.exec(text)!;
    const as = async (encoding: string) => {
      const answer = await fetch(`${world.url}${script}`, { headers: { 'accept-encoding': encoding } });
      await answer.arrayBuffer();
      return answer.headers;
    };
    expect((await as('br, gzip')).get('content-encoding')).toBe('br');
    expect((await as('gzip')).get('content-encoding')).toBe('gzip');
    const plain = await as('identity');
    expect([plain.get('content-encoding'), plain.get('cache-control')]).toEqual([
      null,
      'public, max-age=31536000, immutable',
    ]);
    expect(plain.get('content-type')).toMatch(/javascript/);
    const built = readdirSync(join(repository, 'dist/apps/console/web/assets'));
    expect(built.filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  it.each([
    '/index.html',
    '/.vite/manifest.json',
    '/assets/none.js',
    '/assets/../index.html',
    '/odd',
    '/assets/%2e%2e/x',
  ])('has nothing at %s', async (path) => {
    expect((await browser.get(path)).codes).toEqual(['not_found']);
  });

  it('is alive, ready, measured and documented as the other processes', async () => {
    expect((await browser.get('/health/live')).status).toBe(200);
    const ready = await browser.get('/health/ready');
    expect([ready.status, ready.body.checks]).toEqual([200, { conferencing: 'up', 'read-models': 'up' }]);
    const { text } = await browser.get('/metrics');
    expect(text).toMatch(
      /http_server_request_duration_seconds_count\{method="GET",route="\/sign-in",status="200"\} \d/,
    );
    expect(text).toMatch(/route="\/api\/conferencing\/\*"/);
    expect((await browser.get('/docs')).status).toBe(200);
    const { body } = await browser.get('/docs-json');
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/session', '/session/account', '/health/ready']));
  });

  it('signs in with the link of a demo once, and with none from before its start', async () => {
    const link = await demoLink(world.url, world.consoleSettings.SESSION_KEYS!, tenant.token);
    const open = async (at: string) => {
      const visitor = new HttpBrowser(world.url);
      const { headers } = await visitor.get(at.slice(world.url.length));
      return { visitor, location: headers.get('location') };
    };
    const first = await open(link);
    expect(first.location).toBe('/overview');
    expect((await first.visitor.get('/session')).data.account.id).toBe(tenant.accountId);
    expect((await open(link)).location).toBe('/sign-in?failed=link_used');
    expect((await open(`${world.url}/session/demo?code=odd`)).location).toBe('/sign-in?failed=link_used');
    const unused = await demoLink(world.url, world.consoleSettings.SESSION_KEYS!, tenant.token);
    await world.restartConsole();
    expect((await open(unused)).location).toBe('/sign-in?failed=link_used');
    const session = first.visitor.cookieOf('console_session')!;
    expect((await open(`${world.url}/session/demo?code=${session}`)).location).toBe('/sign-in?failed=link_used');
  });

  it('has cookies for this host over TLS alone where browsers come over TLS', async () => {
    const console = await startApp('console', {
      ...world.consoleSettings,
      HTTP_PORT: (await world.anotherPlace()).HTTP_PORT,
      PUBLIC_URL: 'https://console.example.com',
    });
    try {
      const there = new HttpBrowser(console.url);
      const origin = 'https://console.example.com';
      const { headers } = await there.post('/session', { token: tenant.token }, { origin });
      expect(headers.getSetCookie()[0]).toMatch(/^__Host-console_session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      expect((await there.post('/session', { token: tenant.token }, { origin: console.url })).status).toBe(403);
    } finally {
      await console.stop();
    }
  });

  it('keeps an address out for a while that guesses tokens', async () => {
    const console = await startApp('console', { ...world.consoleSettings, ...(await world.anotherPlace()) });
    try {
      const guess = () => new HttpBrowser(console.url).signIn(`cft_${'b'.repeat(43)}`);
      const answers: number[] = [];
      for (let n = 0; n < 21; n++) answers.push((await guess()).status);
      expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 401));
      const limited = await guess();
      expect([limited.status, Number(limited.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    } finally {
      await console.stop();
    }
  });

  it.each<[string, AppSettings, string[]]>([
    [
      'each by itself',
      {
        HTTP_PORT: 'x',
        SESSION_KEYS: 'c2hvcnQ=',
        PUBLIC_URL: 'https://console.example.com/below',
        CONFERENCING_URL: 'nowhere',
        READ_MODELS_TCP_PORT: '0',
        READ_MODELS_TCP_SECRET: 'short',
      },
      ['HTTP_PORT', 'SESSION_KEYS', 'PUBLIC_URL', 'CONFERENCING_URL', 'READ_MODELS_TCP_PORT', 'READ_MODELS_TCP_SECRET'],
    ],
    [
      'that belong together',
      { OIDC_ISSUER: 'https://login.example.com', PLATFORM_TOKEN: '' },
      ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PLATFORM_TOKEN'],
    ],
    ['that are missing', { SESSION_KEYS: '' }, ['SESSION_KEYS: is required']],
  ])('names every wrong setting and ends: %s', async (_, wrong, named) => {
    const console = await startApp('console', { ...world.consoleSettings, ...wrong }, { waitUntilReady: false });
    const { code } = await console.process.exited;
    expect(code).toBe(1);
    for (const name of named) expect(console.log()).toContain(name);
    expect(console.log()).not.toMatch(/\bat .+:\d+:\d+/);
  });
}
