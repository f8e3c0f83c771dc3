import { newId } from '@conferencing/kernel';
import { addAccount, connect, type Conferencing, provenance } from '../conferencing.fixture.js';
import { directoryUser } from '../directory/in-memory-directory.fixture.js';

/** An account whose providers and Zoom users have the same names: `ann` is mapped to the Zoom user `ann`. */
export async function openClinic(house: Conferencing, names: readonly string[]) {
  house.directory.reset();
  const accountId = await addAccount(house);
  const connectedAccountId = await connect(house, accountId);
  const sync = () => house.sync.execute({ accountId, connectedAccountId }, provenance);
  const nobody = { firstName: null, lastName: null, timeZone: null };
  const providers = new Map(names.map((name) => [name, newId('provider')]));
  const idOf = (name: string) => providers.get(name) ?? name;

  async function putProvider(name: string, active = true) {
    const attributes = { displayName: name, email: `${name}@example.com`, ...nobody };
    await house.putProvider.execute({ accountId, providerId: idOf(name), attributes, active, provenance });
  }

  async function addService(...providersOfIt: string[]) {
    const serviceId = newId('service');
    await house.putService.execute({ accountId, serviceId, name: 'Talk', provenance });
    for (const name of providersOfIt) {
      await house.assignProvider.execute({ accountId, serviceId, providerId: idOf(name) }, provenance);
    }
    return serviceId;
  }

  const setUsers = async (...users: string[]) => {
    house.directory.users = users.map((name) => directoryUser(`${name}@example.com`));
    await sync();
  };

  for (const name of names) await putProvider(name);
  await setUsers(...names);
  const users = await house.database.query<{ id: string; email: string }>(
    'SELECT id, email FROM external_users WHERE connected_account_id = $1',
    [connectedAccountId],
  );
  const userOf = (name: string) => users.find(({ email }) => email === `${name}@example.com`)?.id ?? name;
  const nameOf = (userId: string | null) => users.find(({ id }) => id === userId)?.email.split('@')[0] ?? userId;

  return {
    accountId,
    connectedAccountId,
    idOf,
    userOf,
    putProvider,
    addService,
    setUsers,
    pair: (serviceId: string, name: string) => ({ accountId, serviceId, providerId: idOf(name) }),
    assign: (serviceId: string, name: string, host: string) =>
      house.assignHost.execute({
        pair: { accountId, serviceId, providerId: idOf(name) },
        connectedAccountId,
        wanted: { externalUserId: userOf(host) },
        precondition: null,
        provenance,
      }),
    /** The host of each provider of a service, by name. */
    async hosts(serviceId: string): Promise<Record<string, string | null>> {
      const rows = await house.database.query<{ provider_id: string; external_user_id: string | null }>(
        'SELECT provider_id, external_user_id FROM service_providers WHERE service_id = $1 AND in_catalog',
        [serviceId],
      );
      const byId = new Map(rows.map((row) => [row.provider_id, nameOf(row.external_user_id)]));
      return Object.fromEntries(
        [...providers].flatMap(([name, id]) => (byId.has(id) ? [[name, byId.get(id) ?? null]] : [])),
      );
    },
    /** Each event of a pair: version, change, reason, and whether it has this batch id. */
    async events(serviceId: string, name: string, batchId: string | null = null): Promise<string[]> {
      const rows = await house.database.query<{ event: string }>(
        `SELECT concat_ws(' ', payload::json ->> 'version', payload::json ->> 'change', payload::json ->> 'reason',
           CASE WHEN payload::json ->> 'batch_id' = $2 THEN 'in the batch' END) AS event
         FROM outbox WHERE aggregateid = $1 ORDER BY seq`,
        [`${serviceId}/${idOf(name)}`, batchId],
      );
      return rows.map(({ event }) => event);
    },
  };
}

export type Clinic = Awaited<ReturnType<typeof openClinic>>;
