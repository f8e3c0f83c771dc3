import { eventually } from '@conferencing/testing';
import { type RunningConferencing, startConferencing } from '../../conferencing-app.fixture.js';

let house: RunningConferencing;

beforeAll(async () => {
  house = await startConferencing({ DIRECTORY_SYNC_INTERVAL_SECONDS: '2' });
  await house.startAnother();
});
afterAll(() => house.stop());

describe('regular syncs', () => {
  it('find what nobody told, and are done by one of the processes each time', async () => {
    const tenant = await house.account();
    await house.zoom('PUT', '/accounts/zoom', { client_id: 'c', client_secret: 's' });
    await house.zoom('PUT', '/accounts/zoom/users', [{ email: 'ann@x.io' }]);
    const credentials = { type: 'server_to_server', account_id: 'zoom', client_id: 'c', client_secret: 's' };
    const connection = { provider: 'zoom_admin', connection_scope: 'account', credentials };
    const made = await tenant.api('POST', '/v1/connected_accounts', connection);
    const path = `/v1/connected_accounts/${made.body.data.id}`;
    const count = async () => (await tenant.api('GET', `${path}/external_users`)).body.meta.total_count;
    await eventually(async () => (await count()) === 1);
    await house.zoom('PUT', '/accounts/zoom/users', [{ email: 'ann@x.io' }, { email: 'bob@x.io' }]);
    await eventually(async () => (await count()) === 2);
    const requests: { path: string }[] = (await house.zoom('GET', '/requests?account_id=zoom')).body.data;
    // One by the check of the credentials, and one for each status by each of two syncs.
    expect(requests.filter(({ path: asked }) => asked.startsWith('/v2/users'))).toHaveLength(1 + 3 + 3);
    await house.zoom('POST', '/accounts/zoom/faults', { kind: 'revoked' });
    const status = async () => (await tenant.api('GET', path)).body.data.status;
    await eventually(async () => (await status()) === 'reconnect_required');
    await house.zoom('DELETE', '/accounts/zoom/faults');
    await eventually(async () => (await status()) === 'active');
  });
});
