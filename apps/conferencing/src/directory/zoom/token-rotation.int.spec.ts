import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '@conferencing/testing';
import { sandboxSettings } from '../../../../../tools/zoom-sandbox/src/sandbox.config.js';
import { startSandbox } from '../../../../../tools/zoom-sandbox/src/start-sandbox.js';
import {
  cutLockHolders,
  makeCredentials,
  newKey,
  openCredentials,
} from '../../persistence/credentials/credentials.fixture.js';
import type { CredentialStore } from '../../domain/credential-store.port.js';
import { challengeOf } from './scripted-zoom.fixture.js';
import { ZoomDirectory } from './zoom-directory.js';
import { zoomSettings } from './zoom.config.js';

const HOOK = join(__dirname, '../../../../../libs/testing/typescript-hook.js');
const PROCESS = join(__dirname, 'refreshing-process.fixture.ts');
const KEY = newKey('k');
const REDIRECT = 'https://example.com/callback';
const APP = { ZOOM_CLIENT_ID: 'app', ZOOM_CLIENT_SECRET: 'secret', ZOOM_REDIRECT_URI: REDIRECT };

describe('rotating refresh tokens, on PostgreSQL', () => {
  let credentials: Awaited<ReturnType<typeof makeCredentials>>;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    credentials = await makeCredentials([KEY]);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(() => credentials.close());

  async function zoomWithTokensOf(seconds: number): Promise<string> {
    const env = { HTTP_PORT: '0', ZOOM_SANDBOX_QPS: '0', ZOOM_SANDBOX_TOKEN_SECONDS: String(seconds), ...APP };
    const { app, url } = await startSandbox(sandboxSettings(env));
    closing.push(() => app.close());
    await control(url, 'PUT', '', { client_id: 'c', client_secret: 's' });
    await control(url, 'PUT', '/users', [{ email: 'a@example.com' }, { email: 'b@example.com', status: 'pending' }]);
    return url;
  }

  async function control(url: string, method: string, path: string, body: unknown): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const init = { method, headers, body: JSON.stringify(body) };
    expect((await fetch(`${url}/_control/accounts/zacc${path}`, init)).ok).toBe(true);
  }

  function directoryOf(url: string, store: CredentialStore): ZoomDirectory {
    const directory = new ZoomDirectory(zoomSettings({ ZOOM_OAUTH_URL: url, ZOOM_API_URL: url, ...APP }), store);
    closing.push(() => directory.onApplicationShutdown());
    return directory;
  }

  async function connect(url: string, expiresAt?: string): Promise<string> {
    const directory = directoryOf(url, credentials.store);
    const page = await fetch(`${directory.authorizeUrl('s', challengeOf('verifier'))}&account_id=zacc`, {
      redirect: 'manual',
    });
    const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const exchanged = await directory.exchangeCode(code, 'verifier');
    return credentials.connect({ ...exchanged.credentials, ...(expiresAt === undefined ? {} : { expiresAt }) });
  }

  async function count(directory: ZoomDirectory, id: string): Promise<number> {
    let users = 0;
    for await (const page of directory.listUsers({ id })) users += page.users.length;
    return users;
  }

  it('survive two processes that refresh before every single request', async () => {
    const url = await zoomWithTokensOf(60);
    const id = await connect(url);
    const env = {
      ...process.env,
      DATABASE_URL: credentials.url,
      KEY: KEY.key.toString('hex'),
      ZOOM_URL: url,
      CONNECTION_ID: id,
      LISTINGS: '8',
    };
    const processes = [1, 2].map(() => spawn(process.execPath, ['-r', HOOK, PROCESS], { env, stdio: 'inherit' }));
    const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0]);
    // One by the connecting; then each listing reads three pages, and each page needs a token.
    expect((await credentials.store.load(id))?.revision).toBe(1 + 2 * 8 * 3);
    expect(await count(directoryOf(url, credentials.store), id)).toBe(2);
  });

  it('survive a process that lost its lock while Zoom was answering', async () => {
    const url = await zoomWithTokensOf(3600);
    const id = await connect(url, new Date().toISOString());
    await control(url, 'POST', '/faults', { kind: 'slow', count: 1, delay_ms: 5_000 });
    const slow = count(directoryOf(url, credentials.store), id);
    await eventually(async () => (await cutLockHolders(credentials.database)) === 1);
    const other = openCredentials(credentials.url, [KEY]);
    closing.push(() => other.database.pool.end());
    expect(await count(directoryOf(url, other.store), id)).toBe(2);
    expect(await slow).toBe(2);
    expect((await credentials.store.load(id))?.revision).toBe(2);
  });
});
