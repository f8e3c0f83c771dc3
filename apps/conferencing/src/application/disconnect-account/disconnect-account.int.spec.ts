import { type Conferencing, makeConferencing, provenance } from '../../conferencing.fixture.js';
import type { PairFilter } from '../../domain/pair-list.port.js';
import { PgPairList } from '../../persistence/pair-list/pair-list.repository.js';
import { type Clinic, openClinic } from '../clinic.fixture.js';

const NAMES = ['ann', 'bob', 'cid', 'dan'];

describe('removing a connection', () => {
  let house: Conferencing;
  let clinic: Clinic;
  let serviceId: string;

  beforeAll(async () => {
    house = await makeConferencing();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    clinic = await openClinic(house, NAMES);
    serviceId = await clinic.addService(...NAMES);
    for (const name of ['ann', 'bob', 'cid']) await clinic.assign(serviceId, name, name);
  });

  const nameOf = (id: string) => NAMES.find((name) => clinic.idOf(name) === id) ?? id;
  const disconnect = () => house.disconnectAccount.execute({ ...clinic, provenance });
  const clear = (name: string) =>
    house.clearHost.execute({ pair: clinic.pair(serviceId, name), precondition: null, provenance });
  /** The pairs that need attention, and the total number by cause. */
  const attention = async (filter: PairFilter = {}) => {
    const page = await new PgPairList(house.database).needingAttention(clinic.accountId, filter, {
      offset: 0,
      limit: 50,
    });
    const names = page.items.map(({ provider }) => nameOf(provider.id)).toSorted();
    expect(page.total).toBe(names.length);
    return [names, page.byCause];
  };

  it('can be previewed: the pairs and the mappings that would be removed', async () => {
    const { accountId, connectedAccountId } = clinic;
    const reported = await house.disconnectAccount.preview(accountId, connectedAccountId);
    expect([reported.cleared.map(({ providerId }) => nameOf(providerId)).toSorted(), reported.mappings]).toEqual([
      ['ann', 'bob', 'cid'],
      4,
    ]);
    expect(await clinic.hosts(serviceId)).toMatchObject({ ann: 'ann' });
    const elsewhere = house.disconnectAccount.preview('acct_ffffffffffff', connectedAccountId);
    await expect(elsewhere).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('shows pairs that lost their host until a caller assigns or clears them', async () => {
    await clear('cid');
    expect(await attention()).toEqual([[], {}]);
    await disconnect();
    expect(await attention()).toEqual([['ann', 'bob'], { host_lost: 2 }]);

    await clear('ann');
    expect(await attention()).toEqual([['bob'], { host_lost: 1 }]);
    expect((await clinic.events(serviceId, 'ann')).at(-1)).toBe('2 cleared connected_account_deleted');
    expect((await house.assignments.load(clinic.pair(serviceId, 'ann'))).version).toBe(2);
    for (const name of ['ann', 'cid', 'dan']) await expect(clear(name)).rejects.toMatchObject({ kind: 'not_found' });
    const anyone = { pair: clinic.pair(serviceId, 'bob'), precondition: { is: 'assigned' }, provenance } as const;
    await expect(house.clearHost.execute(anyone)).rejects.toMatchObject({ kind: 'not_found' });
    const stale = { ...anyone, precondition: { is: [1] } };
    await expect(house.clearHost.execute(stale)).rejects.toMatchObject({ kind: 'version_mismatch' });
    expect(await attention()).toEqual([['bob'], { host_lost: 1 }]);
  });

  it('ends with an assignment, in bulk too, and does not come back with its end', async () => {
    await disconnect();
    const { connectedAccountId } = await reconnect();
    const bulk = { accountId: clinic.accountId, serviceId, connectedAccountId, dryRun: false, provenance } as const;
    const done = await house.assignHostsOfService.execute({ ...bulk, only: 'broken', providerIds: null });
    expect(done.configured).toHaveLength(4);
    expect(await attention()).toEqual([[], {}]);
    await clear('ann');
    expect(await attention()).toEqual([[], {}]);
  });

  it('leaves out deactivated providers and pairs that left the catalog', async () => {
    await disconnect();
    await clinic.putProvider('ann', false);
    expect(await attention()).toEqual([['bob', 'cid'], { host_lost: 2 }]);
    await clinic.putProvider('ann', true);
    await house.unassignProvider.execute(clinic.pair(serviceId, 'bob'), provenance);
    await house.assignProvider.execute(clinic.pair(serviceId, 'bob'), provenance);
    expect(await attention()).toEqual([['ann', 'cid'], { host_lost: 2 }]);
  });

  it('is listed together with hosts that do not work, and each can be filtered', async () => {
    await clinic.setUsers('bob', 'cid', 'dan');
    const other = await clinic.addService('dan');
    await clinic.assign(other, 'dan', 'dan');
    const { connectedAccountId } = clinic;
    expect(await attention({ connectedAccountId })).toEqual([['ann'], { host_removed: 1 }]);
    await house.database.execute(
      `UPDATE service_providers SET host_lost = true WHERE service_id = $1 AND provider_id = $2`,
      [serviceId, clinic.idOf('dan')],
    );
    expect(await attention()).toEqual([['ann', 'dan'], { host_removed: 1, host_lost: 1 }]);
    expect(await attention({ hostStates: ['unassigned'] })).toEqual([['dan'], { host_lost: 1 }]);
    expect(await attention({ hostStates: ['host_removed', 'unassigned'], search: 'ANN@' })).toEqual([
      ['ann'],
      { host_removed: 1 },
    ]);
    expect(await attention({ connectedAccountId, search: 'dan' })).toEqual([[], {}]);
  });

  async function reconnect() {
    const { connection } = await house.connectZoom.execute({
      accountId: clinic.accountId,
      scope: 'account',
      userId: null,
      credentials: { type: 'server_to_server', accountId: 'Zoom-Account', clientId: 'c', clientSecret: 's' },
      provenance,
    });
    await house.sync.execute({ accountId: clinic.accountId, connectedAccountId: connection.id }, provenance);
    return { connectedAccountId: connection.id };
  }
});
