import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { SystemClock } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import { openSandbox } from './sandbox.fixture.js';
import type { Sandbox } from './sandbox.fixture.js';
import type { Delivery } from './webhooks/deliveries.js';

const SECRET = 'webhook-secret';

describe('the sandbox’s webhooks', () => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  let answers: ((body: string) => [number, string])[] = [];
  let zoom: Sandbox;

  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const [status, text] = answers.shift()?.(body) ?? [204, ''];
      response.writeHead(status).end(text);
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void receiver.close());
  beforeEach(async () => {
    received.length = 0;
    answers = [];
    const port = (receiver.address() as AddressInfo).port;
    const target = { ZOOM_WEBHOOK_URL: `http://127.0.0.1:${port}`, ZOOM_WEBHOOK_SECRET: SECRET };
    zoom = await openSandbox({ ...target, ZOOM_SANDBOX_RETRY_SCALE: '0.0001' }, new SystemClock());
    await zoom.control('PUT', '/accounts/zacc', { client_id: 'c', client_secret: 's' });
  });
  afterEach(() => zoom.close());

  const send = (body: object) => zoom.control('POST', '/accounts/zacc/webhooks', body);
  const deliveries = async () => (await zoom.control<{ data: Delivery[] }>('GET', '/webhooks')).body.data;
  const until = (state: Delivery['state']) =>
    eventually(async () => (await deliveries()).every((delivery) => delivery.state === state));

  it('are signed over the very bytes that are sent', async () => {
    expect((await send({ event: 'user.deactivated', object: { id: 'ü' } })).status).toBe(202);
    await until('delivered');
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const message = `v0:${String(headers['x-zm-request-timestamp'])}:${body}`;
    expect(headers['x-zm-signature']).toBe(`v0=${createHmac('sha256', SECRET).update(message).digest('hex')}`);
    expect(JSON.parse(body)).toEqual({
      event: 'user.deactivated',
      event_ts: expect.any(Number),
      payload: { account_id: 'zacc', object: { id: 'ü' } },
    });
  });

  it('come again after a refusal, three times, and then never', async () => {
    answers = Array.from({ length: 4 }, () => () => [500, '']);
    await send({ event: 'user.deleted', object: { id: 'u' } });
    await until('failed');
    expect(received.map(({ body }) => body)).toEqual(Array.from({ length: 4 }, () => received[0]?.body));
    answers = [() => [500, '']];
    await send({ event: 'user.deleted', object: { id: 'v' } });
    await eventually(async () => (await deliveries()).at(-1)?.state === 'delivered');
    expect((await deliveries()).at(-1)?.attempts.map(({ status }) => status)).toEqual([500, 204]);
  });

  it('are lost, late or about the past on demand', async () => {
    await send({ event: 'user.updated', object: { id: 'u' }, lose: true });
    await send({ event: 'user.updated', object: { id: 'late' }, delay_ms: 100, event_ts: 1000 });
    await send({ event: 'app_deauthorized', object: { user_id: 'admin' } });
    await eventually(() => received.length === 2);
    expect(received.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { event: 'app_deauthorized', payload: { account_id: 'zacc', user_id: 'admin' } },
      { event: 'user.updated', event_ts: 1000 },
    ]);
    expect((await deliveries()).map(({ state }) => state)).toContain('lost');
  });

  it('challenge the receiver, who has to know the secret', async () => {
    const proof = (secret: string) => (body: string) => {
      const { plainToken } = (JSON.parse(body) as { payload: { plainToken: string } }).payload;
      const encryptedToken = createHmac('sha256', secret).update(plainToken).digest('hex');
      return [200, JSON.stringify({ plainToken, encryptedToken })] as [number, string];
    };
    answers = [proof('wrong'), proof(SECRET)];
    await send({ event: 'endpoint.url_validation' });
    await until('delivered');
    expect(received).toHaveLength(2);
  });

  it('report the changes of a PUT of the users, if requested', async () => {
    const put = (query: string, users: object[]) => zoom.control('PUT', `/accounts/zacc/users${query}`, users);
    const [a, b] = [{ email: 'a@example.com' }, { email: 'b@example.com', first_name: 'B' }];
    await put('', [a, b]);
    await put('?emit_webhooks=true', [
      { ...a, status: 'inactive' },
      { ...b, first_name: 'C' },
      { email: 'c@example.com' },
    ]);
    await put('?emit_webhooks=true', [
      { ...a, status: 'inactive' },
      { ...b, first_name: 'C' },
    ]);
    const events = async () => (await deliveries()).map(({ event }) => event).sort();
    expect(await events()).toEqual(['user.created', 'user.deactivated', 'user.deleted', 'user.updated']);
    await until('delivered');
  });

  it('leave nothing behind except the data file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zoom-sandbox-'));
    const env = { ZOOM_SANDBOX_DATA_FILE: join(folder, 'deep', 'zoom.json') };
    const first = await openSandbox(env, new SystemClock());
    await first.control('PUT', '/accounts/kept', { client_id: 'c', client_secret: 's' });
    await first.control('PUT', '/accounts/kept/users', [{ email: 'a@example.com' }]);
    const token = (await first.token({ grant_type: 'account_credentials', account_id: 'kept' }, 'c:s')).body;
    await first.close();
    const second = await openSandbox(env, new SystemClock());
    expect((await second.users(token.access_token)).body.users).toMatchObject([{ email: 'a@example.com' }]);
    await second.close();
    await rm(folder, { recursive: true });
  });
});
