import { randomBytes } from 'node:crypto';
import { startApp } from '@conferencing/testing';
import type { Tenant } from '../../e2e/api/tenant.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { HttpBrowser } from '../harness/http-browser.js';

const SUMMARY = '/api/conferencing/v1/conferencing/summary';

/** Signing in and out, and what keeps other sites away. */
export function sessions(world: ConsoleWorld): void {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await world.tenant();
  });

  const browser = () => new HttpBrowser(world.url);
  const signedIn = async (token = tenant.token) => {
    const one = browser();
    expect((await one.signIn(token)).status).toBe(200);
    return one;
  };

  describe('session', () => {
    it('begins with an account token, in a cookie that no script can read', async () => {
      const one = browser();
      const answer = await one.signIn(tenant.token);
      expect(answer.data).toMatchObject({
        kind: 'account_token',
        account: { id: tenant.accountId, name: 'Harbour Dental' },
        actor: tenant.actor,
        csrf_token: expect.any(String),
        expires_at: expect.stringMatching(/Z$/),
      });
      expect(answer.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^console_session=[\w.-]+; Max-Age=7200; Path=\/; HttpOnly; SameSite=Lax$/),
      ]);
      expect(one.cookie).not.toContain(tenant.token);
      expect((await one.get('/session')).data).toMatchObject({ actor: tenant.actor });
    });

    it.each(['', 'wrong', `cft_${'a'.repeat(43)}`, 'with spaces in it', 'ünïcode'])(
      'does not begin with %p',
      async (token) => {
        const { status, pointers } = await browser().signIn(token);
        expect([status, pointers]).toEqual([token === '' ? 422 : 401, ['/token']]);
      },
    );

    it('is no session without a cookie, or with one of another installation', async () => {
      expect((await browser().get('/session')).codes).toEqual(['unauthorized']);
      const one = await signedIn();
      const sealed = one.cookieOf('console_session')!;
      const stranger = await startApp('console', {
        ...world.consoleSettings,
        ...(await world.anotherPlace()),
        SESSION_KEYS: randomBytes(32).toString('base64'),
      });
      try {
        expect((await one.at(stranger.url).get('/session')).status).toBe(401);
      } finally {
        await stranger.stop();
      }
      one.setCookie('console_session', `${sealed.slice(0, -4)}AAAA`);
      expect((await one.get(SUMMARY)).status).toBe(401);
    });

    it('goes on after a restart, at another replica, and with new keys that still open old seals', async () => {
      const one = await signedIn();
      await world.restartConsole();
      expect((await one.get('/session')).status).toBe(200);
      const SESSION_KEYS = `${randomBytes(32).toString('base64')},${world.consoleSettings.SESSION_KEYS}`;
      const second = await startApp('console', {
        ...world.consoleSettings,
        ...(await world.anotherPlace()),
        SESSION_KEYS,
      });
      try {
        const there = one.at(second.url);
        expect((await there.get(SUMMARY)).status).toBe(200);
        expect((await there.get('/session')).data.csrf_token).toBe(one.csrf);
      } finally {
        await second.stop();
      }
    });

    it('ends with the sign-out, also for an answer that brings the cookie back', async () => {
      const one = await signedIn();
      const sealed = one.cookieOf('console_session')!;
      expect((await one.delete('/session')).status).toBe(204);
      expect((await one.get('/session')).status).toBe(401);
      one.setCookie('console_session', sealed);
      expect((await one.get('/session')).status).toBe(401);
    });

    it('ends when its token is revoked', async () => {
      const { data } = await world.platform.post(`/v1/accounts/${tenant.accountId}/tokens`, { name: 'short' });
      const one = await signedIn(data.token);
      const other = one.at(world.url);
      await world.platform.delete(`/v1/accounts/${tenant.accountId}/tokens/${data.id}`);
      expect((await one.get(SUMMARY)).status).toBe(401);
      expect(one.cookieOf('console_session')).toBeUndefined();
      expect((await other.get('/session')).status).toBe(401);
      expect(other.cookieOf('console_session')).toBeUndefined();
    });

    it('of the platform chooses an account, and another one', async () => {
      const one = browser();
      const { data } = await one.signIn(world.system.platformToken);
      expect(data).toMatchObject({ kind: 'platform', account: null, actor: 'platform' });
      expect(data.accounts).toContainEqual({ id: tenant.accountId, name: 'Harbour Dental' });
      expect((await one.get(SUMMARY)).status).toBe(409);
      const old = one.csrf;
      const chosen = await one.put('/session/account', { account_id: tenant.accountId });
      expect(chosen.data).toMatchObject({ kind: 'platform', account: { id: tenant.accountId } });
      expect(chosen.data.csrf_token).not.toBe(old);
      one.csrf = chosen.data.csrf_token;
      expect((await one.get(SUMMARY)).data.pairs).toBe(0);
      expect((await one.put('/session/account', { account_id: 'acct_000000000000' })).status).toBe(404);
      expect((await one.put('/session/account', { account_id: 'odd', x: 1 })).pointers).toEqual(['/account_id', '/x']);
      const account = await signedIn();
      expect((await account.put('/session/account', { account_id: tenant.accountId })).status).toBe(422);
    });
  });

  describe('protects writes', () => {
    const syncPath = () => `/api/conferencing/v1/connected_accounts/cact_000000000000/external_users/sync`;

    it.each([
      ['of another site', { origin: 'https://evil.example' }],
      ['of no site', { origin: 'null' }],
      ['without the token of the session', { 'x-csrf-token': '' }],
      ['with the token of another session', { 'x-csrf-token': 'a'.repeat(24) }],
    ])('from requests %s', async (_, headers) => {
      const one = await signedIn();
      expect((await one.post(syncPath(), undefined, headers)).codes).toEqual(['forbidden']);
      expect((await one.delete('/session', headers)).codes).toEqual(['forbidden']);
      expect((await one.post(syncPath())).codes).toEqual(['not_found']);
    });

    it('and reads from a page whose session another tab has replaced', async () => {
      const one = await signedIn();
      const old = one.csrf;
      await one.signIn(tenant.token);
      for (const path of [SUMMARY, '/api/stream', '/api/read-models/v1/hosts'])
        expect((await one.get(path, { 'x-csrf-token': old })).codes).toEqual(['forbidden']);
      expect((await one.get(SUMMARY, { 'x-csrf-token': one.csrf })).status).toBe(200);
    });

    it('and the sign-in from another site', async () => {
      const answer = await browser().post('/session', { token: tenant.token }, { origin: 'https://evil.example' });
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    });
  });

  describe('pages', () => {
    it('lead to the sign-in, and from there to where the person wanted to go', async () => {
      const to = async (path: string) => {
        const { status, headers } = await browser().get(path);
        return [status, headers.get('location')];
      };
      expect(await to('/')).toEqual([302, '/sign-in']);
      expect(await to('/attention?host_state=host_removed')).toEqual([
        302,
        '/sign-in?next=%2Fattention%3Fhost_state%3Dhost_removed',
      ]);
      const one = await signedIn();
      expect((await one.get('/')).headers.get('location')).toBe('/overview');
    });
  });
}
