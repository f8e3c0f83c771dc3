import { createHmac } from 'node:crypto';
import { type AppProcess, eventually } from '@conferencing/testing';
import { Caller } from '../api/caller.js';
import { expectStatus, type Pair, Tenant } from '../api/tenant.js';
import { type Staff, versionOf } from '../read-models/staff.js';

/** The processes under test. */
interface Through {
  conferencing: AppProcess;
  readModels: AppProcess;
}

/**
 * Takes one account through every kind of write at one process of conferencing, and through every query at one of
 * read-models. Each statement of the two runs at least once.
 */
export async function everyUseCase(staff: Staff, { conferencing, readModels }: Through): Promise<void> {
  const { tenant, connection } = staff;
  const api = new Caller(conferencing.url, tenant.api.headers);
  const ask = new Caller(readModels.url, tenant.api.headers);
  const { accountId, tokenId, token, sandbox, zoomAccountId } = tenant;
  const here = new Tenant(accountId, tokenId, token, api, sandbox, zoomAccountId);
  const [kept, other] = [await here.pair(), await here.pair()];
  const user = (id: string) => ({ connected_account_id: connection.id, external_user_id: id });
  const ok = async (answer: ReturnType<Caller['send']>, status = 200) => expectStatus(await answer, status);

  await ok(api.put(kept.conferencing, user(staff.anna)));
  await ok(api.put(other.conferencing, { connected_account_id: connection.id, email: 'BEN@example.com' }));
  await ok(api.put(`${connection.path}/user_mappings/${kept.providerId}`, { external_user_id: staff.ben }));
  await ok(api.put(`/v1/services/${kept.serviceId}/conferencing`, { connected_account_id: connection.id }));
  const handover = { from: user(staff.ben), to: user(staff.anna), service_ids: [kept.serviceId, other.serviceId] };
  const { data: batch } = await ok(api.post('/v1/conferencing/handovers', handover));
  await ok(api.post('/v1/conferencing/undo', { batch_id: batch.batch_id }));
  await ok(api.put(`/v1/services/${kept.serviceId}`, { name: `Renamed at ${conferencing.url}` }));
  await renamesAnnaByWebhook(here, conferencing, kept, staff);
  await ok(api.post(`${connection.path}/external_users/sync`));
  await ok(api.put(`/v1/providers/${other.providerId}`, { display_name: 'Dr. Gone', active: false }));
  await ok(api.delete(other.path), 204);

  for (const path of [
    '/v1/me',
    '/v1/connected_accounts',
    `${connection.path}/external_users?search=ann`,
    `${kept.conferencing}/explain`,
    '/v1/service_providers?search=dr&sort=-updated_at',
    '/v1/conferencing/summary',
    '/v1/conferencing/attention',
    `/v1/services/${kept.serviceId}/conferencing`,
  ]) {
    await ok(api.get(path));
  }
  const { headers, data } = await ok(api.get(kept.conferencing));
  const version = versionOf(headers);
  const seen = async () => {
    const { status, body } = await ask.get(`${kept.conferencing}?min_version=${version}&wait_ms=5000`);
    return status === 200 && body;
  };
  const shown = await eventually(seen, { timeoutMs: 30_000, what: `version ${version} to be visible` });
  expect(shown).toMatchObject({ version, data });
  for (const path of [
    '/v1/conferencing?host_state=ready',
    '/v1/hosts',
    `/v1/hosts/${staff.anna}`,
    `/v1/connected_accounts/${connection.id}/impact`,
    `${kept.conferencing}/history`,
    `/v1/conferencing/changes?service_id=${kept.serviceId}`,
  ]) {
    await ok(ask.get(path));
  }
}

/** Zoom says that the host has another name; some process takes it from the inbox. */
async function renamesAnnaByWebhook(tenant: Tenant, at: AppProcess, pair: Pair, { anna, connection }: Staff) {
  const name = `Anna ${Date.now()}`;
  expectStatus(
    await tenant.api.put(pair.conferencing, { connected_account_id: connection.id, external_user_id: anna }),
    200,
  );
  await tenant.zoomUsers([
    { id: 'u-anna', email: 'anna@example.com', first_name: name, last_name: 'Able' },
    { id: 'u-ben', email: 'ben@example.com', first_name: 'Ben', last_name: 'Baker' },
  ]);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({
    event: 'user.updated',
    event_ts: Date.now(),
    payload: { account_id: tenant.zoomAccountId, object: { id: 'u-anna', first_name: name } },
  });
  const signature = createHmac('sha256', at.settings.ZOOM_WEBHOOK_SECRET!).update(`v0:${timestamp}:${body}`);
  const headers = { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': `v0=${signature.digest('hex')}` };
  expectStatus(await new Caller(at.url).post('/v1/webhooks/zoom', body, headers), 204);
  const named = async () => {
    const { data } = await tenant.api.get(pair.conferencing);
    return data?.external_user.first_name === name;
  };
  await eventually(named, { timeoutMs: 30_000, what: 'the name from Zoom to reach the pair' });
}
