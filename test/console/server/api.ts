import { createServer } from 'node:net';
import { eventually, startApp } from '@conferencing/testing';
import type { Pair } from '../../e2e/api/tenant.js';
import { UpdatedRecords } from '../../e2e/api/updated-records.js';
import { pairsOf, type Staff, staffOf } from '../../e2e/read-models/staff.js';
import type { ConsoleWorld } from '../harness/console-world.js';
import { HttpBrowser } from '../harness/http-browser.js';

/** Calls that are passed on, and those that are not. */
export function api(world: ConsoleWorld): void {
  let staff: Staff;
  let pair: Pair;
  let browser: HttpBrowser;

  beforeAll(async () => {
    staff = await staffOf(await world.tenant());
    [pair] = (await pairsOf(staff.tenant, 1, 1)) as [Pair];
    browser = new HttpBrowser(world.url);
    await browser.signIn(staff.tenant.token);
  });

  const conferencing = (path: string) => `/api/conferencing${path}`;

  it('writes and reads as the person who signed in, with ETag and If-Match', async () => {
    const body = { connected_account_id: staff.connection.id, external_user_id: staff.anna };
    const put = await browser.put(conferencing(pair.conferencing), body);
    expect([put.status, put.headers.get('etag')]).toEqual([200, '"1"']);
    const again = { 'if-none-match': '"1"' };
    expect((await browser.get(conferencing(pair.conferencing), again)).status).toBe(304);
    const stale = await browser.put(conferencing(pair.conferencing), body, { 'if-match': '"7"' });
    expect([stale.status, stale.codes]).toEqual([412, ['version_mismatch']]);
    const explained = await browser.get(conferencing(`${pair.conferencing}/explain`));
    expect(explained.data.actor).toBe(staff.tenant.actor);
    const view = `/api/read-models${pair.conferencing}?min_version=1&wait_ms=5000`;
    expect((await browser.get(view)).body.version).toBe(1);
  });

  it('shows one pair in one answer, from the owner and from the read models', async () => {
    const { data } = await eventually(async () => {
      const answer = await browser.get(`/api/pairs/${pair.serviceId}/${pair.providerId}`);
      return answer.data.read_model !== null && answer;
    });
    expect(data).toMatchObject({
      explain: { host_state: 'ready', actor: staff.tenant.actor },
      read_model: { version: 1, host_state: 'ready' },
      history: [{ version: 1, change: 'assigned' }],
    });
    const nothing = `/api/pairs/srv_000000000000/${pair.providerId}`;
    expect((await browser.get(nothing)).codes).toEqual(['not_found']);
    expect((await browser.get('/api/pairs/odd/odd')).codes).toEqual(['not_found']);
    const other = new HttpBrowser(world.url);
    await other.signIn((await world.tenant()).token);
    expect((await other.get(`/api/pairs/${pair.serviceId}/${pair.providerId}`)).status).toBe(404);
  });

  it('passes CSV on as it comes', async () => {
    const { status, headers, text } = await browser.get(conferencing('/v1/service_providers'), { accept: 'text/csv' });
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/csv/)]);
    expect(text.split('\r\n')[0]).toContain('service_id');
    expect(text).toContain('anna@example.com');
  });

  it('hands the API’s faults on as they are, with the id of the request', async () => {
    const wrong = await browser.put(conferencing(pair.conferencing), { odd: 1 }, { 'x-request-id': 'my-request' });
    expect([wrong.status, wrong.headers.get('x-request-id')]).toEqual([422, 'my-request']);
    expect(wrong.pointers).toContain('/odd');
    expect((await browser.put(conferencing(pair.conferencing), '{"a"')).codes).toEqual(['malformed_request']);
    const large = JSON.stringify({ text: 'x'.repeat(1_100_000) });
    expect((await browser.put(conferencing(pair.conferencing), large)).codes).toEqual(['payload_too_large']);
    const xml = await browser.put(conferencing(pair.conferencing), '<a/>', { 'content-type': 'text/xml' });
    expect(xml.codes).toEqual(['unsupported_media_type']);
    const unknown = await browser.get(conferencing('/v1/service_providers?odd=1'));
    expect([unknown.status, unknown.codes]).toEqual([422, ['invalid']]);
  });

  it.each([
    ['GET', '/v1/accounts'],
    ['POST', '/v1/accounts'],
    ['GET', '/v1/accounts/acct_000000000000/tokens'],
    ['PUT', '/v1/services/srv_000000000000'],
    ['PUT', '/v1/providers/prov_000000000000'],
    ['DELETE', '/v1/services/srv_000000000000/providers/prov_000000000000'],
    ['POST', '/v1/webhooks/zoom'],
    ['GET', '/metrics'],
    ['GET', '/v1/services/../accounts'],
    ['GET', '/v1/services/%2e%2e/accounts'],
    ['GET', '/v1/services/srv%2F..%2F..'],
    ['GET', '//evil.example/'],
    ['GET', ''],
  ])('knows nothing of %s %s', async (method, path) => {
    const platform = new HttpBrowser(world.url);
    await platform.signIn(world.system.platformToken);
    const chosen = await platform.put('/session/account', { account_id: staff.tenant.accountId });
    platform.csrf = chosen.data.csrf_token;
    const answer = await platform.send(method, conferencing(path), method === 'GET' ? undefined : {});
    expect([answer.status, answer.codes]).toEqual([404, ['not_found']]);
  });

  it('asks for a session first', async () => {
    const nobody = new HttpBrowser(world.url);
    for (const path of ['/v1/service_providers', '/v1/accounts', '/odd']) {
      expect((await nobody.get(conferencing(path))).codes).toEqual(['unauthorized']);
    }
    expect((await nobody.get('/api/stream')).codes).toEqual(['unauthorized']);
  });

  it('acts for the account that the platform has chosen', async () => {
    const platform = new HttpBrowser(world.url);
    await platform.signIn(world.system.platformToken);
    const chosen = await platform.put('/session/account', { account_id: staff.tenant.accountId });
    platform.csrf = chosen.data.csrf_token;
    const me = { 'x-account-id': 'acct_000000000000' };
    expect((await platform.get(conferencing('/v1/me'), me)).data.account.id).toBe(staff.tenant.accountId);
    const [second] = (await pairsOf(staff.tenant, 1, 1)) as [Pair];
    const body = { connected_account_id: staff.connection.id, external_user_id: staff.ben };
    expect((await platform.put(conferencing(second.conferencing), body)).status).toBe(200);
    expect((await platform.get(conferencing(`${second.conferencing}/explain`))).data.actor).toBe('platform');
  });

  it('says what is away, keeps the session and comes back', async () => {
    const dead = createServer((socket) => socket.end('this is no HTTP\r\n\r\n'));
    await new Promise<void>((listening) => dead.listen(0, '127.0.0.1', listening));
    const { port } = dead.address() as { port: number };
    const settings = { ...world.consoleSettings, ...(await world.anotherPlace()) };
    const CONFERENCING_URL = 'http://127.0.0.1:9';
    const READ_MODELS_URL = `http://127.0.0.1:${port}`;
    const console = await startApp(
      'console',
      { ...settings, CONFERENCING_URL, READ_MODELS_URL },
      { waitUntilReady: false },
    );
    try {
      await eventually(async () => (await fetch(`${console.url}/health/live`)).ok, { timeoutMs: 60_000 });
      const there = browser.at(console.url);
      const away = await there.get(conferencing('/v1/service_providers'));
      expect([away.status, away.codes, away.headers.get('retry-after')]).toEqual([503, ['unavailable'], '1']);
      expect(away.body.errors[0].detail).toMatch(/^conferencing cannot be reached/);
      const odd = await there.get('/api/read-models/v1/hosts');
      expect([odd.status, odd.codes]).toEqual([502, ['bad_gateway']]);
      expect(odd.headers.get('x-request-id')).toMatch(/\w/);
      expect((await there.get('/session')).status).toBe(200);
      expect((await there.signIn(staff.tenant.token)).status).toBe(503);
      const ready = await there.get('/health/ready');
      expect([ready.status, ready.body.checks]).toEqual([200, { conferencing: 'degraded', 'read-models': 'degraded' }]);
    } finally {
      expect(await console.stop()).toBe(0);
      dead.close();
    }
  });

  it('hands the trace of the browser on to the event', async () => {
    const records = new UpdatedRecords();
    await records.start(world.kafka());
    try {
      const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
      const body = { connected_account_id: staff.connection.id, external_user_id: staff.ben };
      await browser.put(conferencing(pair.conferencing), body, { traceparent, cookie: browser.cookie });
      const [record] = await records.upTo(pair.key, 1);
      expect(String(record!.headers.traceparent)).toBe(traceparent);
      expect(record!.event.actor).toBe(staff.tenant.actor);
    } finally {
      await records.stop();
    }
  });
}
