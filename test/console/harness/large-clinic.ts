import { newId } from '@conferencing/kernel';
import { expectStatus, pairOf, type Tenant } from '../../e2e/api/tenant.js';
import type { ConsoleWorld } from './console-world.js';

const HOSTS = Array.from({ length: 20 }, (_, n) => ({
  id: `zoom-${n}`,
  email: `host${n}@harbour.example`,
  first_name: `Host ${n}`,
  last_name: 'Moreau',
}));
const AT_ONCE = 16;

/** Does each of them, some at a time. */
async function each<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  const work = async () => {
    for (const item of left) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** An account with `services` × `providers` pairs, each with the host that its provider is mapped to. */
export async function largeClinic(world: ConsoleWorld, services: number, providers: number): Promise<Tenant> {
  const tenant = await world.tenant();
  const { id, users } = await tenant.connected(HOSTS);
  const serviceIds = Array.from({ length: services }, () => newId('service'));
  const providerIds = Array.from({ length: providers }, () => newId('provider'));
  await each([...serviceIds.entries()], async ([n, service]) => {
    expectStatus(await tenant.api.put(`/v1/services/${service}`, { name: `Consultation ${n}` }), 200);
  });
  await each([...providerIds.entries()], async ([n, provider]) => {
    const body = { display_name: `Provider ${n}`, email: `provider${n}@harbour.example` };
    expectStatus(await tenant.api.put(`/v1/providers/${provider}`, body), 200);
  });
  const pairs = serviceIds.flatMap((service) => providerIds.map((provider) => pairOf(service, provider)));
  await each(pairs, async ({ path }) => expectStatus(await tenant.api.put(path), 204));
  const mappings = providerIds.map((provider_id, n) => ({
    provider_id,
    external_user_id: users[HOSTS[n % HOSTS.length]!.email].id,
  }));
  expectStatus(await tenant.api.put(`/v1/connected_accounts/${id}/user_mappings`, { mappings }), 200);
  await each(serviceIds, async (service) => {
    const body = { connected_account_id: id };
    expectStatus(await tenant.api.put(`/v1/services/${service}/conferencing`, body), 200);
  });
  return tenant;
}
