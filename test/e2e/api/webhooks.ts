import { createHmac } from 'node:crypto';
import { eventually } from '@conferencing/testing';
import type { Connection, Pair, Tenant } from './tenant.js';
import type { UpdatedRecords } from './updated-records.js';
import type { World } from './world.js';

const now = () => String(Math.floor(Date.now() / 1000));

export function webhooks(world: World, records: UpdatedRecords): void {
  describe('webhooks of Zoom', () => {
    let tenant: Tenant;
    let connection: Connection;
    let pair: Pair;

    beforeEach(async () => {
      tenant = await world.tenant();
      connection = await tenant.connected([{ id: 'Zoom-A', email: 'a@example.com', first_name: 'Ann' }]);
      pair = await tenant.assigned(connection.id, connection.users['a@example.com'].id);
    });

    const post = (body: string, timestamp = now(), signed = body, version = 'v0=') => {
      const secret = world.system.conferencing.settings.ZOOM_WEBHOOK_SECRET!;
      const signature = `${version}${createHmac('sha256', secret).update(`v0:${timestamp}:${signed}`).digest('hex')}`;
      const headers = { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': signature };
      return world.anonymous.post('/v1/webhooks/zoom', body, headers);
    };
    const event = (name: string, object: object, eventTs = Date.now()) =>
      JSON.stringify({ event: name, event_ts: eventTs, payload: { account_id: tenant.zoomAccountId, object } });
    const state = (wanted: string) =>
      eventually(async () => (await tenant.hostState(pair)) === wanted, { what: `host_state ${wanted}` });

    it('have to be signed over these bytes, within five minutes', async () => {
      const body = event('user.deactivated', { id: 'Zoom-A' });
      const old = String(Number(now()) - 301);
      const answers = [
        await world.anonymous.post('/v1/webhooks/zoom', body),
        await post(body, now(), `${body} `),
        await post(body, old),
        await post(body, String(Number(now()) + 400)),
        await post(body, now(), body, 'v1='),
        await post(body, 'yesterday'),
      ];
      expect(answers.map(({ status, codes }) => [status, ...codes])).toEqual(answers.map(() => [401, 'unauthorized']));
      expect(await tenant.hostState(pair)).toBe('ready');
      expect((await post(body, String(Number(now()) - 200))).status).toBe(204);
      await state('host_inactive');
    });

    it('are signed over the raw body, whatever its white space', async () => {
      const body = `{ "event_ts" : ${Date.now()},\n\t"event":"user.deactivated", "payload":{"account_id":"${tenant.zoomAccountId}","object":{"id":"Zoom-A","first_name":"J\\u00f6rg"}} }`;
      expect((await post(body)).status).toBe(204);
      await state('host_inactive');
    });

    it('prove that we know the secret', async () => {
      const answer = await post(
        JSON.stringify({ event: 'endpoint.url_validation', event_ts: 1, payload: { plainToken: 'qgg8vlvZ' } }),
      );
      const secret = world.system.conferencing.settings.ZOOM_WEBHOOK_SECRET!;
      const encryptedToken = createHmac('sha256', secret).update('qgg8vlvZ').digest('hex');
      expect([answer.status, answer.body]).toEqual([200, { plainToken: 'qgg8vlvZ', encryptedToken }]);
    });

    it('change users and their pairs, with an event of the webhook', async () => {
      await tenant.webhook('user.deactivated', { id: 'zoom-a' });
      expect(await records.version(pair.key, 2)).toMatchObject({
        change: 'refreshed',
        actor: 'system:webhook',
        host_state: 'host_inactive',
        data: { external_user: { status: 'inactive', first_name: 'Ann' } },
      });
      await tenant.webhook('user.activated', { id: 'ZOOM-A' });
      expect(await records.version(pair.key, 3)).toMatchObject({ host_state: 'ready' });
      await tenant.webhook('user.updated', { id: 'Zoom-A', first_name: 'Anna' });
      expect(await records.version(pair.key, 4)).toMatchObject({ data: { external_user: { first_name: 'Anna' } } });
      await tenant.webhook('user.deleted', { id: 'Zoom-A', email: 'a@example.com' });
      expect(await records.version(pair.key, 5)).toMatchObject({
        host_state: 'host_removed',
        data: { external_user: { status: null } },
      });
    });

    it('are applied once and in the order in which things happened', async () => {
      const at = Date.now();
      const activated = event('user.activated', { id: 'Zoom-A' }, at);
      const deactivated = event('user.deactivated', { id: 'Zoom-A' }, at - 1_000);
      const users = async () => (await tenant.api.get(`${connection.path}/external_users`)).data;
      expect((await post(activated)).status).toBe(204);
      expect((await post(deactivated)).status).toBe(204);
      const created = event('user.created', { id: 'Zoom-N', email: 'n@example.com', type: 1 }, at);
      expect([(await post(created)).status, (await post(created)).status]).toEqual([204, 204]);
      await eventually(async () => (await users()).length === 2);
      expect(await tenant.hostState(pair)).toBe('ready');
      expect((await users()).map(({ email }: { email: string }) => email)).toEqual(['a@example.com', 'n@example.com']);
    });

    it('reach every account that has connected the Zoom account', async () => {
      const other = await world.tenant();
      const { status, data } = await other.api.post('/v1/connected_accounts', tenant.connection);
      expect(status).toBe(201);
      const users = await other.sync(`/v1/connected_accounts/${data.id}`);
      const theirs = await other.assigned(data.id, users['a@example.com'].id);
      await tenant.webhook('user.deactivated', { id: 'Zoom-A' });
      await state('host_inactive');
      await eventually(async () => (await other.hostState(theirs)) === 'host_inactive');
    });

    it('end a connection that was deauthorised, once', async () => {
      await tenant.webhook('app_deauthorized', { user_id: 'Zoom-A', client_id: 'x' });
      expect(await records.version(pair.key, 2)).toMatchObject({
        change: 'refreshed',
        host_state: 'account_reconnect_required',
      });
      expect((await tenant.api.get(connection.path)).data.status).toBe('reconnect_required');
      await tenant.sync(connection.path);
      expect(await records.version(pair.key, 3)).toMatchObject({ host_state: 'ready' });
    });

    it('are accepted when they change nothing here', async () => {
      expect((await post(event('meeting.started', { id: '1' }))).status).toBe(204);
      const foreign = JSON.stringify({
        event: 'user.deleted',
        event_ts: Date.now(),
        payload: { account_id: 'nobody-connected-this', object: { id: 'Zoom-A' } },
      });
      expect((await post(foreign)).status).toBe(204);
      expect((await post('no JSON')).status).toBeLessThan(500);
      expect(await tenant.hostState(pair)).toBe('ready');
    });
  });
}
