import { newId } from '@conferencing/kernel';
import type { JsonApi } from './json-api.js';
import type { DemoHost } from './people.js';
import { connectAccount, syncPath } from './zoom-connection.js';
import type { ZoomControl } from './zoom-control.js';

const FIRST_NAMES = 'Aisha Bruno Carla Dmitri Eva Felix Gita Henrik Imani Jorge Keiko Lars Mona Nadia Omar Paula'.split(
  ' ',
);
const LAST_NAMES = 'Adeyemi Bauer Castro Dubois Eriksen Fischer Garcia Hansen Ito Jansen Kaya Lopez Moreau Nunes'.split(
  ' ',
);
const KINDS = ['Check-up', 'Consultation', 'Course', 'Coaching', 'Review'];
const PROVIDERS_PER_SERVICE = 100;
const AT_ONCE = 16;

/** One provider in so many has no user at Zoom. */
const WITHOUT_USER = 25;
/** One user in so many is deactivated after everybody got a host. */
const DEACTIVATED = 40;

interface ManyProvider {
  id: string;
  user: DemoHost & { id: string };
}

/**
 * Adds pairs to an account: up to 100 providers, each on as many services as it takes, with a Zoom account of their own.
 * Each service is assigned as a whole; then some users are deactivated.
 */
export async function plantManyPairs(api: JsonApi, zoom: ZoomControl, pairs: number): Promise<{ hosted: number }> {
  const run = newId('service').slice(-6);
  const providers = Array.from({ length: Math.min(pairs, PROVIDERS_PER_SERVICE) }, (_, n) => provider(run, n));
  const services = Array.from({ length: Math.ceil(pairs / providers.length) }, (_, n) => ({
    id: newId('service'),
    name: `${KINDS[n % KINDS.length]} ${Math.floor(n / KINDS.length) + 1}`,
  }));
  await inTurns(services, ({ id, name }) => api.call('PUT', `/v1/services/${id}`, { name }));
  await inTurns(providers, ({ id, user: { email, first_name, last_name } }) =>
    api.call('PUT', `/v1/providers/${id}`, {
      display_name: `${first_name} ${last_name}`,
      email,
      first_name,
      last_name,
    }),
  );
  const all = services.flatMap((service) => providers.map((one) => `/v1/services/${service.id}/providers/${one.id}`));
  await inTurns(all.slice(0, pairs), (path) => api.call('PUT', path));

  const connection = await connect(api, zoom, run, providers);
  let hosted = 0;
  for (const { id } of services) {
    const { body } = await api.call<{ data: { configured: unknown[] } }>('PUT', `/v1/services/${id}/conferencing`, {
      connected_account_id: connection.id,
    });
    hosted += body.data.configured.length;
  }
  await connection.deactivateSome();
  return { hosted };
}

function provider(run: string, n: number): ManyProvider {
  const first_name = FIRST_NAMES[n % FIRST_NAMES.length]!;
  const last_name = LAST_NAMES[Math.floor(n / FIRST_NAMES.length) % LAST_NAMES.length]!;
  const email = `${first_name}.${last_name}.${run}.${n}@example.com`.toLowerCase();
  const id = `demo-many-${run}-${n}`;
  return { id: newId('provider'), user: { id, email, first_name, last_name, type: n % 10 === 0 ? 1 : 2 } };
}

async function connect(api: JsonApi, zoom: ZoomControl, run: string, providers: readonly ManyProvider[]) {
  const account = { account_id: `demo-many-${run}`, client_id: `client-${run}`, client_secret: `secret-${run}` };
  const users = providers.filter((_, n) => n % WITHOUT_USER !== WITHOUT_USER - 1).map(({ user }) => user);
  await zoom.putAccount(account);
  await zoom.putUsers(
    account,
    users.map((user) => [user, 'active']),
  );
  const id = await connectAccount(api, account);
  const sync = () => api.call('POST', syncPath(id));
  await sync();
  return {
    id,
    async deactivateSome() {
      await zoom.putUsers(
        account,
        users.map((user, n) => [user, n % DEACTIVATED === DEACTIVATED - 1 ? 'inactive' : 'active']),
      );
      await sync();
    },
  };
}

/** Runs the work for each item, a fixed number at a time. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
