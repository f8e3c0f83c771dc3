import { eventually } from '@conferencing/testing';
import { expectStatus, type Pair, pairOf } from '../../e2e/api/tenant.js';
import type { Clinic } from './clinic.js';
import type { ConsoleWorld } from './console-world.js';

const PEOPLE = [
  'Ada Moreau',
  'Ben Okafor',
  'Cleo Lindt',
  'Dana Novak',
  'Elif Demir',
  'Farid Haddad',
  'Greta Sund',
  'Hugo Alves',
  'Ines Costa',
  'Jonas Weber',
  'Keiko Mori',
  'Lena Fischer',
];
const SERVICES = [
  'First appointment',
  'Follow-up',
  'Group session',
  'Nutrition advice',
  'Physiotherapy',
  'Second opinion',
];

const emailOf = (name: string) => `${name.split(' ')[0]!.toLowerCase()}@harbour.example`;

/** An account in the middle of a week: most hosts work, some don't, and things were changed by several people. */
export async function busyClinic(world: ConsoleWorld): Promise<Clinic> {
  const tenant = await world.tenant();
  const zoomUsers = (statusOf: (index: number) => 'active' | 'inactive' | 'pending', without: readonly number[] = []) =>
    PEOPLE.map((name, index) => {
      const [first_name, last_name] = name.split(' ') as [string, string];
      const [email, status] = [emailOf(name), statusOf(index)];
      return {
        id: `zoom-${first_name.toLowerCase()}`,
        email,
        first_name,
        last_name,
        type: index === 6 ? 1 : 2,
        status,
      };
    }).filter((_, index) => !without.includes(index));
  const connection = await tenant.connected(zoomUsers(() => 'active'));
  expectStatus(await tenant.api.patch(connection.path, { display_name: 'Harbour Dental' }), 200);
  const services = await Promise.all(SERVICES.map((name) => tenant.service(name)));
  const providers = await Promise.all(
    PEOPLE.map((display_name) => tenant.provider({ display_name, email: emailOf(display_name) })),
  );
  const pairs = new Map<string, Pair>();
  const assign = async (service: string, provider: string, email: string) => {
    const body = { connected_account_id: connection.id, external_user_id: connection.users[email].id };
    expectStatus(await tenant.api.put(pairs.get(`${service}/${provider}`)!.conferencing, body), 200);
  };
  for (const [s, service] of SERVICES.entries()) {
    for (const [p, provider] of PEOPLE.entries()) {
      const pair = pairOf(services[s]!, providers[p]!);
      pairs.set(`${service}/${provider}`, pair);
      expectStatus(await tenant.api.put(pair.path), 204);
      if ((s * 5 + p * 3) % 11 === 0) continue;
      await assign(service, provider, emailOf(PEOPLE[s === 2 ? 0 : p]!));
    }
  }
  await tenant.zoomUsers(zoomUsers((index) => (index === 4 ? 'inactive' : 'active'), [7]));
  await tenant.sync(connection.path);
  await assign('Follow-up', 'Hugo Alves', emailOf('Ines Costa'));
  const seen = async () => {
    const { body } = await world.queries(tenant).get('/v1/conferencing/changes?page_size=1');
    return body.data[0]?.provider_id === providers[7];
  };
  await eventually(seen, { timeoutMs: 30_000 });
  return { tenant, connection, pairs, assign, email: emailOf };
}
