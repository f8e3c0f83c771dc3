import { eventually } from '@conferencing/testing';
import { type RunningConferencing, startConferencing } from '../../conferencing-app.fixture.js';

const INTERVAL_SECONDS = 2;
/** The minimum time between two syncs, as a share of the interval. */
const SHORTEST = 0.9;

let house: RunningConferencing;

beforeAll(async () => {
  house = await startConferencing({ DIRECTORY_SYNC_INTERVAL_SECONDS: String(INTERVAL_SECONDS) });
  await house.startAnother();
});
afterAll(() => house.stop());

describe('regular syncs', () => {
  it('find changes without a webhook, and run in one of the processes each time', async () => {
    const tenant = await house.account();
    await house.zoom('PUT', '/accounts/zoom', { client_id: 'c', client_secret: 's' });
    await house.zoom('PUT', '/accounts/zoom/users', [{ email: 'ann@x.io' }]);
    const credentials = { type: 'server_to_server', account_id: 'zoom', client_id: 'c', client_secret: 's' };
    const connection = { provider: 'zoom_admin', connection_scope: 'account', credentials };
    const connectedAt = performance.now();
    const made = await tenant.api('POST', '/v1/connected_accounts', connection);
    const path = `/v1/connected_accounts/${made.body.data.id}`;
    const count = async () => (await tenant.api('GET', `${path}/external_users`)).body.meta.total_count;
    await eventually(async () => (await count()) === 1);
    await house.zoom('PUT', '/accounts/zoom/users', [{ email: 'ann@x.io' }, { email: 'bob@x.io' }]);
    await eventually(async () => (await count()) === 2);
    const requests: { query: { status?: string } }[] = (await house.zoom('GET', '/requests?account_id=zoom')).body.data;
    const intervals = (performance.now() - connectedAt) / (SHORTEST * INTERVAL_SECONDS * 1_000);
    // Each sync asks once for the pending users.
    const syncs = requests.filter(({ query }) => query.status === 'pending').length;
    expect(syncs).toBeLessThanOrEqual(1 + Math.floor(intervals));
    await house.zoom('POST', '/accounts/zoom/faults', { kind: 'revoked' });
    const status = async () => (await tenant.api('GET', path)).body.data.status;
    await eventually(async () => (await status()) === 'reconnect_required');
    await house.zoom('DELETE', '/accounts/zoom/faults');
    await eventually(async () => (await status()) === 'active');
  });
});
