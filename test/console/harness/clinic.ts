import type { Connection, Pair, Tenant } from '../../e2e/api/tenant.js';
import { expectStatus, pairOf } from '../../e2e/api/tenant.js';
import type { ConsoleWorld } from './console-world.js';

export const HOSTS = [
  { id: 'zoom-ada', email: 'ada@clinic.example', first_name: 'Ada', last_name: 'Moreau', type: 2 },
  { id: 'zoom-ben', email: 'ben@clinic.example', first_name: 'Ben', last_name: 'Okafor', type: 2 },
  { id: 'zoom-cleo', email: 'cleo@clinic.example', first_name: 'Cleo', last_name: 'Lindt', type: 1 },
];
const PROVIDERS = [
  ['Ada Moreau', 'ada@clinic.example'],
  ['Ben Okafor', 'ben@clinic.example'],
  ['Cleo Lindt', 'cleo@clinic.example'],
  ['Dana Novak', 'dana@clinic.example'],
] as const;
const SERVICES = ['First appointment', 'Follow-up', 'Group session'];

/** An account as an administrator finds it: three services, four providers, a Zoom with three users. */
export interface Clinic {
  tenant: Tenant;
  connection: Connection;
  /** By `<name of the service>/<name of the provider>`. */
  pairs: Map<string, Pair>;
  /** Gives the pair this host. */
  assign(service: string, provider: string, email: string): Promise<void>;
  /** Of the person with this name. */
  email(name: string): string;
}

export async function clinic(world: ConsoleWorld): Promise<Clinic> {
  const tenant = await world.tenant();
  const connection = await tenant.connected(HOSTS);
  const services = await Promise.all(SERVICES.map((name) => tenant.service(name)));
  const providers = await Promise.all(
    PROVIDERS.map(([display_name, email]) => tenant.provider({ display_name, email })),
  );
  const pairs = new Map<string, Pair>();
  for (const [s, serviceId] of services.entries()) {
    for (const [p, providerId] of providers.entries()) {
      const pair = pairOf(serviceId, providerId);
      expectStatus(await tenant.api.put(pair.path), 204);
      pairs.set(`${SERVICES[s]}/${PROVIDERS[p]![0]}`, pair);
    }
  }
  const assign = async (service: string, provider: string, email: string) => {
    const body = { connected_account_id: connection.id, external_user_id: connection.users[email].id };
    expectStatus(await tenant.api.put(pairs.get(`${service}/${provider}`)!.conferencing, body), 200);
  };
  const email = (name: string) => `${name.split(' ')[0]!.toLowerCase()}@clinic.example`;
  return { tenant, connection, pairs, assign, email };
}
