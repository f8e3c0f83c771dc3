import { newId } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import { pairOf, type Pair, type Tenant } from '../e2e/api/tenant.js';
import { WorldWithBroker } from '../e2e/own-broker.js';
import { buildPackages, Outside } from './outside.js';

describe('a service of another team that asks who hosts, outside of the repository', () => {
  const world = new WorldWithBroker();
  let outside: Outside;
  let tenant: Tenant;
  beforeAll(async () => {
    const [tarballs] = await Promise.all([buildPackages(), world.start()]);
    outside = new Outside('ask');
    outside.useTarballs(tarballs);
    await outside.do('npm', ['install', '--no-audit', '--no-fund']);
    tenant = await world.tenant();
  }, 300_000);
  afterAll(async () => {
    await outside?.remove();
    await world.stop();
  });

  const ask = (...ids: string[]) =>
    outside.do('node', ['main.mjs', ...ids], { QUERY_PORT: String(world.system.readModels.tcpPort) });
  const hostOf = ({ serviceId, providerId }: Pair) => ask(tenant.accountId, serviceId, providerId);

  it('gets the host, and no host that a meeting could not start with', async () => {
    const { id, users } = await tenant.connected([
      { id: 'zoom-a', email: 'ann@example.com' },
      { id: 'zoom-b', email: 'bob@example.com', status: 'inactive' },
    ]);
    const [ready, inactive] = await Promise.all(
      ['ann@example.com', 'bob@example.com'].map((email) => tenant.assigned(id, users[email].id)),
    );
    const readModels = world.queries(tenant);
    for (const pair of [ready!, inactive!]) {
      await eventually(async () => (await readModels.get(pair.conferencing)).status === 200);
    }
    expect(await hostOf(ready!)).toBe('ann@example.com\n');
    expect(await hostOf(inactive!)).toBe('host_inactive: a meeting would not start\n');
  });

  it('gets an ordinary answer when nobody hosts, also for a pair that there is not', async () => {
    expect(await hostOf(await tenant.pair())).toBe('nobody hosts\n');
    expect(await hostOf(pairOf(newId('service'), newId('provider')))).toBe('nobody hosts\n');
  });

  it('gets one line for a wrong question, and for one that nobody answers', async () => {
    await expect(ask(tenant.accountId, 'consultation', 'dr-smith')).rejects.toThrow(/: invalid: [^\n]+\n$/);
    await expect(ask()).rejects.toThrow('Run it as: node main.mjs <account_id> <service_id> <provider_id>');
    const [account, service, provider] = [tenant.accountId, newId('service'), newId('provider')];
    const wrong = await outside.fail('node', ['main.mjs', account, service, provider], { QUERY_PORT: 'tcp' });
    expect(wrong.lines).toEqual([expect.stringContaining('port must be a whole number')]);
    expect((await outside.fail('node', ['main.mjs'], {})).lines).toHaveLength(1);
    const unanswered = outside.do('node', ['main.mjs', account, service, provider], { QUERY_PORT: '9' });
    await expect(unanswered).rejects.toThrow(/unavailable: [^\n]+\n$/);
  });
});
