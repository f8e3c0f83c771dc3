import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { DirectoryUser } from '../../domain/external-directory.port.js';
import { MemoryCredentialStore } from './memory-credential-store.fixture.js';
import { ScriptedZoom, sendJson } from './scripted-zoom.fixture.js';
import type { Script } from './scripted-zoom.fixture.js';
import { ZoomDirectory } from './zoom-directory.js';

const PATIENT = { attempt: 8_000, stall: 20_000, backoff: 10, breaker: 50, settle: 10 };
/** Short limits, for a server that never answers. */
const HASTY = { ...PATIENT, attempt: 300, stall: 3_000 };
const SECRET = 'very-secret-client-secret';
const CREDENTIALS = { type: 'server_to_server', accountId: 'zacc', clientId: 'c', clientSecret: SECRET } as const;
const CONNECTION = { id: 'cact_0123456789ab' };
const user = (n: number) => ({ id: `id-${n}`, email: `u${n}@example.com`, type: 2 });

describe('the Zoom directory against servers that misbehave', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  function at(url: string, limits = PATIENT): ZoomDirectory {
    const store = new MemoryCredentialStore();
    store.set(CONNECTION.id, CREDENTIALS);
    const oauthApp = { clientId: 'app', clientSecret: SECRET, redirectUri: 'https://conferencing.example/callback' };
    const settings = { oauthUrl: url, apiUrl: url, oauthApp, webhookSecret: null, limits };
    const directory = new ZoomDirectory(settings, store);
    stops.push(() => directory.onApplicationShutdown());
    return directory;
  }

  async function against(
    script: Script,
    { givesTokens = true, limits = PATIENT } = {},
  ): Promise<[ZoomDirectory, ScriptedZoom]> {
    const zoom = new ScriptedZoom(script, givesTokens);
    const url = await zoom.start();
    stops.push(() => zoom.stop());
    return [at(url, limits), zoom];
  }

  async function list(directory: ZoomDirectory): Promise<DirectoryUser[]> {
    const all: DirectoryUser[] = [];
    for await (const page of directory.listUsers(CONNECTION)) all.push(...page.users);
    return all;
  }

  async function failure(directory: ZoomDirectory): Promise<{ kind: string; detail: string }> {
    const error: unknown = await list(directory).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'DirectoryFailure' });
    expect(`${JSON.stringify(error)} ${(error as Error).stack}`).not.toMatch(/token-\d|very-secret/);
    return error as { kind: string; detail: string };
  }

  const html: Script = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>');
  const redirect: Script = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  const status =
    (code: number, body: unknown): Script =>
    (_, response) =>
      sendJson(response, code, body);
  const users = (...items: unknown[]) => status(200, { users: items, next_page_token: '' });

  it.each<[string, Script, string]>([
    ['an HTML page', html, 'rejected'],
    ['an HTML page with 500', (_, response) => response.writeHead(500).end('<h1>No</h1>'), 'unreachable'],
    ['a redirect', redirect, 'rejected'],
    ['nothing but a closed connection', (request) => request.socket.destroy(), 'unreachable'],
    ['a list', status(200, []), 'rejected'],
    ['an empty body', (_, response) => response.writeHead(200).end(), 'rejected'],
    ['users of a wrong type', status(200, { users: {} }), 'rejected'],
    ['no users', status(200, { next_page_token: '' }), 'rejected'],
    ['a page token of a wrong type', status(200, { users: [], next_page_token: 7 }), 'rejected'],
    ['a user that is null', users(user(1), null), 'rejected'],
    ['a user without id and email', users(user(1), { first_name: 'Ann' }), 'rejected'],
    ['a user with a number for an id', users({ ...user(1), id: 7 }), 'rejected'],
    ['a user with a list for a name', users({ ...user(1), first_name: ['Ann'] }), 'rejected'],
    ['a body that never ends', (_, response) => void endless(response), 'rejected'],
    ['a small body that is huge when unpacked', packed(`{"users":[${' '.repeat(5_000_000)}]}`), 'rejected'],
    ['packed garbage', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}'), 'rejected'],
    ['401 without a word', (_, response) => response.writeHead(401).end(), 'reconnect_required'],
    ['an error that says nothing', status(404, {}), 'rejected'],
    ['an error whose code is no number', status(400, { code: { toString: [] } }), 'rejected'],
    ['the daily limit', (_, response) => sendJson(response, 429, { code: 429 }, dailyLimit()), 'rejected'],
  ])('fails at %s', async (_, script, kind) => {
    const [directory] = await against(script);
    expect((await failure(directory)).kind).toBe(kind);
  });

  it.each<[string, Script]>([
    ['no answer', () => undefined],
    ['headers and no body', (_, response) => response.writeHead(200).flushHeaders()],
    ['half a body', (_, response) => response.writeHead(200, { 'content-length': '99' }).end('{"users":[')],
  ])('gives up at %s', async (_, script) => {
    const [directory] = await against(script, { limits: HASTY });
    expect((await failure(directory)).kind).toBe('unreachable');
  });

  it.each<[string, Script, string]>([
    ['an HTML page', html, 'rejected'],
    ['a redirect', redirect, 'rejected'],
    ['a token of a wrong type', status(200, { access_token: 7 }), 'rejected'],
    ['a token that would break a header', status(200, { access_token: 'a\r\nb', expires_in: 3600 }), 'rejected'],
    ['a server error', status(503, {}), 'unreachable'],
    ['a refusal', status(400, { reason: 'Invalid Token!', error: 'invalid_grant' }), 'reconnect_required'],
    ['an unknown client', status(401, { error: 'invalid_client' }), 'reconnect_required'],
    ['an app that was disabled', status(400, { reason: 'The app has been disabled. (4717)' }), 'reconnect_required'],
    ['a missing scope', status(400, { reason: 'scopes', code: 4711 }), 'insufficient_permissions'],
    ['a request that it does not like', status(400, { error: 'invalid_request' }), 'rejected'],
  ])('fails when the token endpoint gives %s', async (_, script, kind) => {
    const [directory] = await against(script, { givesTokens: false });
    expect((await failure(directory)).kind).toBe(kind);
  });

  it('finds a user by id who is on no page, because the list moved while it was read', async () => {
    const there = [user(1), user(2), user(3), user(4)];
    const [directory] = await against((request, response) => {
      const url = new URL(request.url ?? '', 'http://zoom');
      const id = /^\/v2\/users\/(.+)$/.exec(url.pathname)?.[1];
      if (id !== undefined) {
        const found = there.find((one) => one.id === decodeURIComponent(id));
        return found === undefined
          ? sendJson(response, 404, { code: 1001, message: 'User does not exist.' })
          : sendJson(response, 200, { ...found, status: 'active' });
      }
      if (url.searchParams.get('status') !== 'active') return sendJson(response, 200, { users: [], total_records: 0 });
      const offset = Number(url.searchParams.get('next_page_token') ?? 0);
      const page = there.slice(offset, offset + 2);
      const total_records = there.length;
      if (offset === 0) there.splice(0, 1);
      return sendJson(response, 200, { users: page, total_records, next_page_token: offset === 0 ? '2' : '' });
    });
    const pages: { users: readonly DirectoryUser[]; complete: boolean }[] = [];
    for await (const page of directory.listUsers(CONNECTION)) pages.push(page);
    expect(pages.flatMap((page) => page.users).map(({ externalId }) => externalId)).toEqual(['id-1', 'id-2', 'id-4']);
    expect(pages.every(({ complete }) => complete)).toBe(false);
    expect(await directory.findUser(CONNECTION, 'id-3')).toMatchObject({ externalId: 'id-3', status: 'active' });
    expect(await directory.findUser(CONNECTION, 'id-1')).toBe('gone');
    await expect(directory.findUser(CONNECTION, '../id')).resolves.toBe('gone');
  });

  it('fails at a port without a listener, and at one that accepts and then sends nothing', async () => {
    expect((await failure(at('http://127.0.0.1:1'))).kind).toBe('unreachable');
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    stops.push(async () => void mute.close());
    const before = performance.now();
    const directory = at(`http://127.0.0.1:${(mute.address() as AddressInfo).port}`, HASTY);
    expect((await failure(directory)).kind).toBe('unreachable');
    expect(performance.now() - before).toBeLessThan(2 * HASTY.stall);
    await expect(directory.verify(CREDENTIALS)).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('fails when a page token comes back, however long the circle', async () => {
    const [directory] = await against((_, response, url) => {
      const page = Number(url.searchParams.get('next_page_token') ?? 0);
      sendJson(response, 200, { users: [user(page)], next_page_token: String((page % 3) + 1) });
    });
    expect(await failure(directory)).toMatchObject({
      kind: 'rejected',
      detail: 'The user list from Zoom has too many pages.',
    });
  });

  it('fails when the listing breaks off after its first pages', async () => {
    const [directory] = await against((request, response, url) => {
      if (url.searchParams.get('status') !== 'inactive') sendJson(response, 200, { users: [user(1)] });
      else request.socket.destroy();
    });
    expect((await failure(directory)).kind).toBe('unreachable');
  });

  it('passes on users that come on two pages', async () => {
    const [directory] = await against((_, response, url) => {
      const second = url.searchParams.has('next_page_token');
      const active = url.searchParams.get('status') === 'active';
      const next = active && !second ? 'p2' : '';
      sendJson(response, 200, { users: active ? [user(1), user(second ? 3 : 2)] : [], next_page_token: next });
    });
    expect((await list(directory)).map(({ externalId }) => externalId)).toEqual(['id-1', 'id-2', 'id-1', 'id-3']);
  });

  it('reads answers that are packed', async () => {
    const [directory] = await against(packed(JSON.stringify({ users: [user(1)] })));
    expect(new Set((await list(directory)).map(({ externalId }) => externalId))).toEqual(new Set(['id-1']));
  });

  it('takes the consenting person from the users if Zoom never names them', async () => {
    const script: Script = (_, response, url) => {
      if (url.pathname === '/v2/users/me') return;
      if (url.pathname !== '/oauth/token') return sendJson(response, 200, { users: [user(1)] });
      sendJson(response, 200, { access_token: 'opaque', refresh_token: 'r', expires_in: 3600 });
    };
    const [directory] = await against(script, { givesTokens: false, limits: HASTY });
    const { identity } = await directory.exchangeCode('code', 'verifier');
    expect(identity).toMatchObject({ externalAccountId: null, externalSubject: 'id-1', status: 'active' });
  });

  it('uses a user’s own status if Zoom ignored the filter', async () => {
    const [directory] = await against(users({ ...user(1), status: 'inactive' }));
    expect(new Set((await list(directory)).map((found) => found.status))).toEqual(new Set(['inactive']));
  });

  it('gets over a server error, and over a wrong token once', async () => {
    let failures = 2;
    const [directory, zoom] = await against((request, response) => {
      if (request.headers.authorization === 'Bearer token-1') return sendJson(response, 401, { code: 124 });
      failures -= 1;
      return failures >= 0 ? response.writeHead(502).end() : sendJson(response, 200, { users: [] });
    });
    expect(await list(directory)).toEqual([]);
    expect(zoom.requests.filter((line) => line === 'POST /oauth/token')).toHaveLength(2);
  });

  it('waits as long as the limit per second asks, by Zoom’s clock', async () => {
    const zoomNow = Date.UTC(2020, 0, 1);
    const headers = {
      date: new Date(zoomNow).toUTCString(),
      'x-ratelimit-type': 'QPS',
      'x-ratelimit-reset': String(zoomNow / 1000 + 1),
    };
    let limited = 1;
    const [directory] = await against((_, response) => {
      limited -= 1;
      return limited >= 0 ? sendJson(response, 429, { code: 429 }, headers) : sendJson(response, 200, { users: [] });
    });
    const before = performance.now();
    expect(await list(directory)).toEqual([]);
    expect(performance.now() - before).toBeGreaterThan(900);
  });

  it('stops when the caller gives up', async () => {
    const [directory] = await against(() => undefined);
    const listing = directory.listUsers(CONNECTION, AbortSignal.timeout(50));
    const before = performance.now();
    await expect(listing.next()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(performance.now() - before).toBeLessThan(PATIENT.attempt);
  });
});

function dailyLimit(): Record<string, string> {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  return { 'x-ratelimit-type': 'Daily-limit', 'retry-after': tomorrow };
}

function packed(body: string): Script {
  return (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
}

async function endless(response: Parameters<Script>[1]): Promise<void> {
  const chunk = ' '.repeat(1024 * 1024);
  response.writeHead(200);
  while (!response.destroyed && response.writable) {
    if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
  }
}
