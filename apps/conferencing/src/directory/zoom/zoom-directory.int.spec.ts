import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sandboxSettings } from '../../../../../tools/zoom-sandbox/src/sandbox.config.js';
import { startSandbox } from '../../../../../tools/zoom-sandbox/src/start-sandbox.js';
import type { DirectoryUser, ServerToServerCredentials } from '../../domain/external-directory.port.js';
import { MemoryCredentialStore } from './memory-credential-store.fixture.js';
import { challengeOf } from './scripted-zoom.fixture.js';
import { ZoomDirectory } from './zoom-directory.js';

const APP = { clientId: 'app', clientSecret: 'app-secret', redirectUri: 'https://conferencing.example/callback' };
const LIMITS = { attempt: 4_000, stall: 4_000, backoff: 20, breaker: 100, settle: 100 };
const CONNECTION = { id: 'cact_0123456789ab' };

describe('the Zoom directory against a Zoom that behaves, and one with faults', () => {
  let sandbox: NestFastifyApplication;
  let url: string;
  let directory: ZoomDirectory;
  let store: MemoryCredentialStore;
  let account = 0;
  let credentials: ServerToServerCredentials;

  beforeAll(async () => {
    const env = { HTTP_PORT: '0', ZOOM_SANDBOX_QPS: '0', ZOOM_CLIENT_ID: APP.clientId };
    const settings = sandboxSettings({ ...env, ZOOM_CLIENT_SECRET: APP.clientSecret });
    ({ app: sandbox, url } = await startSandbox(settings));
  });
  afterAll(() => sandbox.close());

  beforeEach(async () => {
    account += 1;
    credentials = { type: 'server_to_server', accountId: `zoom-${account}`, clientId: 'c', clientSecret: 's' };
    store = new MemoryCredentialStore();
    store.set(CONNECTION.id, credentials);
    directory = newDirectory();
    await control('PUT', '', { client_id: 'c', client_secret: 's' });
    await control('PUT', '/users', [
      { email: 'ann@example.com', first_name: 'Ann', last_name: 'Lee', type: 2 },
      { email: 'bob@example.com', status: 'inactive', type: 1 },
      { email: 'cyd@example.com', status: 'pending' },
    ]);
  });
  afterEach(() => directory.onApplicationShutdown());

  function newDirectory(limits = LIMITS) {
    return new ZoomDirectory({ oauthUrl: url, apiUrl: url, oauthApp: APP, webhookSecret: null, limits }, store);
  }

  async function control(method: string, path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${url}/_control/accounts/zoom-${account}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
  }

  const fault = (kind: string, count?: number, delay_ms?: number) =>
    control('POST', '/faults', { kind, count, delay_ms });

  async function users(from = directory): Promise<DirectoryUser[]> {
    const all: DirectoryUser[] = [];
    for await (const page of from.listUsers(CONNECTION)) all.push(...page.users);
    return all;
  }

  async function requestsTo(path: string): Promise<number> {
    const response = await fetch(`${url}/_control/requests?account_id=zoom-${account}`);
    const { data } = (await response.json()) as { data: { path: string }[] };
    return data.filter((request) => request.path === path).length;
  }

  async function consent(): Promise<string> {
    const page = await fetch(`${directory.authorizeUrl('st', challengeOf('verifier'))}&account_id=zoom-${account}`, {
      redirect: 'manual',
    });
    const back = new URL(page.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('st');
    return back.searchParams.get('code') ?? '';
  }

  it('finds the owner of valid credentials', async () => {
    expect(await directory.verify(credentials)).toEqual({
      externalAccountId: credentials.accountId,
      externalSubject: credentials.accountId,
      email: 'ann@example.com',
      displayName: 'Ann Lee',
      status: 'active',
    });
  });

  it('rejects wrong credentials, whatever is wrong about them', async () => {
    for (const wrong of [{ clientId: 'x' }, { clientSecret: 'x' }, { accountId: 'x' }]) {
      await expect(directory.verify({ ...credentials, ...wrong })).rejects.toMatchObject({
        kind: 'credentials_rejected',
      });
    }
    await fault('revoked');
    await expect(directory.verify(credentials)).rejects.toMatchObject({ kind: 'credentials_rejected' });
  });

  it('accepts good credentials without scopes, and says so', async () => {
    await fault('scopes_missing');
    expect(await directory.verify(credentials)).toMatchObject({
      externalSubject: credentials.accountId,
      email: null,
      status: 'insufficient_permissions',
    });
  });

  it('lists users of all three statuses, the pending one without an id', async () => {
    const found = await users();
    expect(found.map(({ email, status, licensed }) => [email, status, licensed])).toEqual([
      ['cyd@example.com', 'pending', false],
      ['ann@example.com', 'active', true],
      ['bob@example.com', 'inactive', false],
    ]);
    expect(found.map(({ externalId }) => externalId === null)).toEqual([true, false, false]);
  });

  it('lists every user of many pages once, with one token', async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => ({ email: `u${i}@example.com` }));
    await control('PUT', '/users', many);
    expect(new Set((await users()).map(({ email }) => email)).size).toBe(1_000);
    expect(await requestsTo('/oauth/token')).toBe(1);
    expect(await requestsTo('/v2/users')).toBe(6);
  });

  it('gets over a few failures of any kind', async () => {
    await fault('down', 1);
    await fault('garbage', 1);
    await fault('down', 1);
    expect(await users()).toHaveLength(3);
  });

  it('waits when Zoom asks to wait', async () => {
    await fault('rate_limited', 1);
    expect(await users()).toHaveLength(3);
  });

  it('takes another token when the cached one was revoked, once', async () => {
    await users();
    await fault('revoked', 1);
    expect(await users()).toHaveLength(3);
    expect(await requestsTo('/oauth/token')).toBe(2);
  });

  it.each([
    ['down', 'unreachable'],
    ['garbage', 'rejected'],
    ['rate_limited', 'rejected'],
    ['revoked', 'reconnect_required'],
    ['scopes_missing', 'insufficient_permissions'],
  ])('says what %s means for a stored connection: %s', async (kind, expected) => {
    await fault(kind);
    await expect(users()).rejects.toMatchObject({ name: 'DirectoryFailure', kind: expected });
  });

  it('gives up on a Zoom that is too slow, and is back at once when Zoom is', async () => {
    const hasty = newDirectory({ ...LIMITS, attempt: 1_000 });
    await fault('slow', undefined, 3_000);
    await expect(users(hasty)).rejects.toMatchObject({ kind: 'unreachable' });
    await control('DELETE', '/faults');
    expect(await users(hasty)).toHaveLength(3);
    await hasty.onApplicationShutdown();
  });

  it('is back within moments after many failures in a row', async () => {
    await fault('down');
    for (let i = 0; i < 4; i += 1) await expect(users()).rejects.toMatchObject({ kind: 'unreachable' });
    await control('DELETE', '/faults');
    expect(await users()).toHaveLength(3);
  });

  it('turns a consent into credentials that list users and rotate', async () => {
    const exchanged = await directory.exchangeCode(await consent(), 'verifier');
    expect(exchanged.identity).toMatchObject({
      externalAccountId: `zoom-${account}`,
      email: 'ann@example.com',
      displayName: 'Ann Lee',
      status: 'active',
    });
    store.set(CONNECTION.id, { ...exchanged.credentials, expiresAt: new Date().toISOString() });
    expect(await users()).toHaveLength(3);
    const rotated = (await store.load(CONNECTION.id))?.credentials;
    expect(rotated).toMatchObject({
      type: 'oauth',
      refreshToken: expect.not.stringMatching(exchanged.credentials.refreshToken),
    });
  });

  it('rejects a code that was used or never given', async () => {
    const code = await consent();
    await directory.exchangeCode(code, 'verifier');
    for (const bad of [code, 'made-up']) {
      await expect(directory.exchangeCode(bad, 'verifier')).rejects.toMatchObject({ kind: 'credentials_rejected' });
    }
    const stolen = directory.exchangeCode(await consent(), 'another verifier');
    await expect(stolen).rejects.toMatchObject({ kind: 'credentials_rejected' });
  });

  it('asks to reconnect when the refresh token is dead and nobody has stored another', async () => {
    const { credentials: consented } = await directory.exchangeCode(await consent(), 'verifier');
    store.set(CONNECTION.id, { ...consented, refreshToken: 'dead', accessToken: 'dead' });
    await expect(users()).rejects.toMatchObject({ kind: 'reconnect_required' });
  });

  it('keeps the winner of two refreshes without a lock', async () => {
    const { credentials: consented } = await directory.exchangeCode(await consent(), 'verifier');
    store.set(CONNECTION.id, { ...consented, expiresAt: new Date().toISOString() });
    const other = newDirectory();
    const both = await Promise.all([users(), drain(other)]);
    expect(both[0]).toHaveLength(3);
    await other.onApplicationShutdown();
    const kept = (await store.load(CONNECTION.id))?.credentials;
    if (kept?.type !== 'oauth') throw new Error('no token is stored');
    store.set(CONNECTION.id, { ...kept, expiresAt: new Date().toISOString() });
    expect(await users()).toHaveLength(3);
  });

  async function drain(other: ZoomDirectory): Promise<void> {
    for await (const page of other.listUsers(CONNECTION)) expect(page.users.length).toBeLessThanOrEqual(300);
  }
});
