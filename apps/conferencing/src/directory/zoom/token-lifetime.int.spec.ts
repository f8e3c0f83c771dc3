import { MemoryCredentialStore } from './memory-credential-store.fixture.js';
import { ScriptedZoom, sendJson } from './scripted-zoom.fixture.js';
import { ZoomDirectory } from './zoom-directory.js';

const LIMITS = { attempt: 8_000, stall: 20_000, backoff: 10, breaker: 50, settle: 10 };
const CONNECTION = { id: 'cact_0123456789ab' };
const CREDENTIALS = { type: 'server_to_server', accountId: 'zacc', clientId: 'c', clientSecret: 's' } as const;

describe('the lifetime that Zoom gives a token', () => {
  it.each([
    ['a number', 3_599, 1],
    ['text', '3599', 1],
    ['over already', 0, 3],
    ['not a number', 'soon', 3],
    ['missing', undefined, 3],
  ])('may be %s', async (_, expiresIn, tokens) => {
    const zoom = new ScriptedZoom((_request, response, { pathname }) => {
      const token = { access_token: 'token', token_type: 'bearer', expires_in: expiresIn };
      sendJson(response, 200, pathname === '/oauth/token' ? token : { users: [] });
    }, false);
    const url = await zoom.start();
    const store = new MemoryCredentialStore();
    store.set(CONNECTION.id, CREDENTIALS);
    const settings = { oauthUrl: url, apiUrl: url, oauthApp: null, webhookSecret: null, limits: LIMITS };
    const directory = new ZoomDirectory(settings, store);
    for await (const page of directory.listUsers(CONNECTION)) expect(page.users).toEqual([]);
    await directory.onApplicationShutdown();
    await zoom.stop();
    expect(zoom.requests.filter((request) => request === 'POST /oauth/token')).toHaveLength(tokens);
  });
});
