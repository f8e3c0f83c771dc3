import { newId } from '@conferencing/kernel';
import { type Answer, type RunningConferencing, startConferencing } from '../../conferencing-app.fixture.js';

export type Request = [name: string, send: (scene: Scene) => Promise<Answer>];

export interface Scene {
  api(method: string, path: string, body?: unknown): Promise<Answer>;
  connection: string;
  user: string;
  service: string;
  provider: string;
}

export const conferencing = ({ service, provider }: Scene) =>
  `/v1/services/${service}/providers/${provider}/conferencing`;
const byId = ({ connection, user }: Scene) => ({ connected_account_id: connection, external_user_id: user });

export const REQUESTS: Request[] = [
  ['delete the connection', (s) => s.api('DELETE', `/v1/connected_accounts/${s.connection}`)],
  [
    'rename the connection',
    (s) => s.api('PATCH', `/v1/connected_accounts/${s.connection}`, { display_name: newId('service') }),
  ],
  ['connect again', (s) => s.api('POST', '/v1/connected_accounts', ZOOM)],
  ['sync', (s) => s.api('POST', `/v1/connected_accounts/${s.connection}/external_users/sync`)],
  ['map', (s) => s.api('PUT', mapping(s), { external_user_id: s.user })],
  ['map an unknown email', (s) => s.api('PUT', mapping(s), { email: 'nobody@x.io' })],
  ['unmap', (s) => s.api('DELETE', mapping(s))],
  ['assign', (s) => s.api('PUT', conferencing(s), byId(s))],
  [
    'assign an unknown email',
    (s) => s.api('PUT', conferencing(s), { connected_account_id: s.connection, email: 'nobody@x.io' }),
  ],
  ['clear', (s) => s.api('DELETE', conferencing(s))],
  [
    'assign in bulk',
    (s) => s.api('PUT', `/v1/services/${s.service}/conferencing`, { connected_account_id: s.connection }),
  ],
  ['put the service', (s) => s.api('PUT', `/v1/services/${s.service}`, { name: newId('service') })],
  [
    'deactivate the provider',
    (s) => s.api('PUT', `/v1/providers/${s.provider}`, { display_name: 'Ann', active: false }),
  ],
  ['put the provider', (s) => s.api('PUT', `/v1/providers/${s.provider}`, { display_name: 'Ann', email: 'ann@x.io' })],
  ['put the pair', (s) => s.api('PUT', `/v1/services/${s.service}/providers/${s.provider}`)],
  ['remove the pair', (s) => s.api('DELETE', `/v1/services/${s.service}/providers/${s.provider}`)],
];

const ZOOM = {
  provider: 'zoom_admin',
  connection_scope: 'account',
  credentials: { type: 'server_to_server', account_id: 'raced', client_id: 'c', client_secret: 's' },
};
const mapping = ({ connection, provider }: Scene) => `/v1/connected_accounts/${connection}/user_mappings/${provider}`;

/**
 * A process of the app, and scenes in which requests meet: a pair with a host, and everything that the host depends on.
 */
export async function startRacing() {
  const house: RunningConferencing = await startConferencing();
  const tenant = await house.account();
  await house.zoom('PUT', '/accounts/raced', { client_id: 'c', client_secret: 's' });
  await house.zoom('PUT', '/accounts/raced/users', [{ email: 'ann@x.io', type: 2 }]);

  const scene = async (): Promise<Scene> => {
    const { api } = tenant;
    const [service, provider] = [newId('service'), newId('provider')];
    const [connected] = await Promise.all([
      api('POST', '/v1/connected_accounts', ZOOM),
      api('PUT', `/v1/services/${service}`, { name: 'Talk' }),
      api('PUT', `/v1/providers/${provider}`, { display_name: 'Ann', email: 'ann@x.io' }),
    ]);
    const connection: string = connected.body.data.id;
    const path = `/v1/connected_accounts/${connection}/external_users`;
    const listed = await api('POST', `${path}/sync`);
    await api('PUT', `/v1/services/${service}/providers/${provider}`);
    const made = { api, connection, user: listed.body.data[0].id as string, service, provider };
    await api('PUT', conferencing(made), byId(made));
    return made;
  };

  /** The server errors when the first request meets each of the others. */
  const faultsOf = async ([name, send]: Request, others: readonly Request[], rounds: number): Promise<string[]> => {
    const faults: string[] = [];
    for (const [other, sendOther] of others) {
      for (let round = 0; round < rounds; round += 1) {
        const on = await scene();
        const twice = [send(on), sendOther(on), send(on), sendOther(on)];
        for (const { status, text } of await Promise.all(twice)) {
          if (status >= 500) faults.push(`${name} / ${other}: ${status} ${text}`);
        }
      }
    }
    return faults;
  };
  return { house, tenant, scene, faultsOf, stop: () => house.stop() };
}

export type Racing = Awaited<ReturnType<typeof startRacing>>;
