import { type Pair, pairOf, type Tenant } from '../api/tenant.js';

/** A tenant with a Zoom of three users, of whom the last is deactivated, and the pairs on it. */
export interface Staff {
  tenant: Tenant;
  connection: { id: string; path: string };
  anna: string;
  ben: string;
  carl: string;
}

export async function staffOf(tenant: Tenant): Promise<Staff> {
  const { id, path, users } = await tenant.connected([
    { id: 'u-anna', email: 'anna@example.com', first_name: 'Anna', last_name: 'Able' },
    { id: 'u-ben', email: 'ben@example.com', first_name: 'Ben', last_name: 'Baker' },
    { id: 'u-carl', email: 'carl@example.com', first_name: 'Carl', last_name: 'Cook', status: 'inactive' },
  ]);
  const of = (email: string): string => users[email].id;
  return {
    tenant,
    connection: { id, path },
    anna: of('anna@example.com'),
    ben: of('ben@example.com'),
    carl: of('carl@example.com'),
  };
}

/** Assigns the host to the pair and returns the pair's version. */
export async function assign({ tenant, connection }: Staff, pair: Pair, host: string): Promise<number> {
  const body = { connected_account_id: connection.id, external_user_id: host };
  const { status, headers, text } = await tenant.api.put(pair.conferencing, body);
  if (status !== 200) throw new Error(`The host was refused: ${text}`);
  return versionOf(headers);
}

export function versionOf(headers: Headers): number {
  return Number(headers.get('etag')?.replaceAll('"', ''));
}

/** All pairs of these services and providers, in the catalog. */
export async function pairsOf(tenant: Tenant, services: number, providers: number): Promise<Pair[]> {
  const [serviceIds, providerIds] = await Promise.all([
    Promise.all(Array.from({ length: services }, (_, n) => tenant.service(`Service ${n}`))),
    Promise.all(Array.from({ length: providers }, () => tenant.provider())),
  ]);
  const pairs = serviceIds.flatMap((service) => providerIds.map((provider) => pairOf(service, provider)));
  await Promise.all(pairs.map(({ path }) => tenant.api.put(path)));
  return pairs;
}

/** The pair's version as its owner knows it, 0 when it never had a host. */
export async function versionAtOwner({ api }: Tenant, pair: Pair): Promise<number> {
  return (await api.get(`${pair.conferencing}/explain`)).data?.version ?? 0;
}
