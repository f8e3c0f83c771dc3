import { type Conferencing, makeConferencing, provenance } from '../../conferencing.fixture.js';
import type { AssignHostsOfService } from './assign-hosts-of-service.command.js';
import { type Clinic, openClinic } from '../clinic.fixture.js';

describe('assigning the hosts of a service', () => {
  let house: Conferencing;
  let clinic: Clinic;
  let serviceId: string;

  beforeAll(async () => {
    house = await makeConferencing();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    clinic = await openClinic(house, ['ann', 'bob', 'cid', 'dan']);
    serviceId = await clinic.addService('ann', 'bob', 'cid', 'dan');
    await clinic.assign(serviceId, 'bob', 'bob');
    await clinic.assign(serviceId, 'cid', 'ann');
  });

  const bulk = (more: Partial<AssignHostsOfService> = {}) =>
    house.assignHostsOfService.execute({
      accountId: clinic.accountId,
      serviceId,
      connectedAccountId: clinic.connectedAccountId,
      only: 'all',
      providerIds: null,
      dryRun: false,
      provenance,
      ...more,
    });
  /** What an answer says of each pair: the change, from whom to whom. */
  const told = ({ configured, skipped }: Awaited<ReturnType<typeof bulk>>) =>
    Object.fromEntries([
      ...configured.map(({ providerId, change, from, to }) => [
        nameOf(providerId),
        [change, from?.first_name ?? null, to?.first_name ?? null].join(' '),
      ]),
      ...skipped.map(({ providerId, reason }) => [nameOf(providerId), reason]),
    ]);
  const nameOf = (providerId: string) => ['ann', 'bob', 'cid', 'dan'].find((name) => clinic.idOf(name) === providerId);

  it('tells of each pair who hosted and who hosts, before it is done and when it is done', async () => {
    const wanted = {
      ann: 'assigned  ann',
      bob: 'none bob bob',
      cid: 'reassigned ann cid',
      dan: 'assigned  dan',
    };
    const preview = await bulk({ dryRun: true });
    expect([told(preview), preview.batchId]).toEqual([wanted, null]);
    expect(await clinic.hosts(serviceId)).toEqual({ ann: null, bob: 'bob', cid: 'ann', dan: null });
    const done = await bulk();
    expect(told(done)).toEqual(wanted);
    expect(await clinic.events(serviceId, 'cid', done.batchId)).toEqual(['1 assigned', '2 reassigned in the batch']);
    expect(await clinic.events(serviceId, 'bob', done.batchId)).toEqual(['1 assigned']);
    const again = await bulk();
    expect([again.batchId, await clinic.events(serviceId, 'ann', done.batchId)]).toEqual([
      null,
      ['1 assigned in the batch'],
    ]);
  });

  it('carries a batch id also when one pair changes, and says nothing of pairs that it leaves out', async () => {
    const one = await bulk({ providerIds: [clinic.idOf('ann'), 'prov_unknown00000'] });
    expect(told(one)).toEqual({ ann: 'assigned  ann' });
    expect(await clinic.events(serviceId, 'ann', one.batchId)).toEqual(['1 assigned in the batch']);
    expect(told(await bulk({ only: 'unassigned' }))).toEqual({ dan: 'assigned  dan' });
    expect(told(await bulk({ only: 'unassigned' }))).toEqual({});
  });

  it('takes as broken every pair that is not ready', async () => {
    await clinic.setUsers('bob', 'cid', 'dan');
    await clinic.putProvider('dan', false);
    expect(await clinic.hosts(serviceId)).toEqual({ ann: null, bob: 'bob', cid: 'ann', dan: null });
    expect(told(await bulk({ only: 'broken' }))).toEqual({
      ann: 'no_user_mapping',
      cid: 'reassigned ann cid',
      dan: 'provider_deactivated',
    });
  });
});
