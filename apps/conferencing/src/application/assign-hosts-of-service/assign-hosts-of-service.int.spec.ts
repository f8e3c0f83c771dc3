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
  /** The answer for each pair: the change, the host before and the host after. */
  const reported = ({ configured, skipped }: Awaited<ReturnType<typeof bulk>>) =>
    Object.fromEntries([
      ...configured.map(({ providerId, change, from, to }) => [
        nameOf(providerId),
        [change, from?.first_name ?? null, to?.first_name ?? null].join(' '),
      ]),
      ...skipped.map(({ providerId, reason }) => [nameOf(providerId), reason]),
    ]);
  const nameOf = (providerId: string) => ['ann', 'bob', 'cid', 'dan'].find((name) => clinic.idOf(name) === providerId);

  it('reports the host before and after for each pair, with dry_run and without', async () => {
    const wanted = {
      ann: 'assigned  ann',
      bob: 'none bob bob',
      cid: 'reassigned ann cid',
      dan: 'assigned  dan',
    };
    const preview = await bulk({ dryRun: true });
    expect([reported(preview), preview.batchId]).toEqual([wanted, null]);
    expect(await clinic.hosts(serviceId)).toEqual({ ann: null, bob: 'bob', cid: 'ann', dan: null });
    const done = await bulk();
    expect(reported(done)).toEqual(wanted);
    expect(await clinic.events(serviceId, 'cid', done.batchId)).toEqual(['1 assigned', '2 reassigned in the batch']);
    expect(await clinic.events(serviceId, 'bob', done.batchId)).toEqual(['1 assigned']);
    const again = await bulk();
    expect([again.batchId, await clinic.events(serviceId, 'ann', done.batchId)]).toEqual([
      null,
      ['1 assigned in the batch'],
    ]);
  });

  it('has a batch id even if one pair changes, and does not report pairs that it leaves out', async () => {
    const one = await bulk({ providerIds: [clinic.idOf('ann'), 'prov_unknown00000'] });
    expect(reported(one)).toEqual({ ann: 'assigned  ann' });
    expect(await clinic.events(serviceId, 'ann', one.batchId)).toEqual(['1 assigned in the batch']);
    expect(reported(await bulk({ only: 'unassigned' }))).toEqual({ dan: 'assigned  dan' });
    expect(reported(await bulk({ only: 'unassigned' }))).toEqual({});
  });

  it('takes as broken every pair that is not ready', async () => {
    await clinic.setUsers('bob', 'cid', 'dan');
    await clinic.putProvider('dan', false);
    expect(await clinic.hosts(serviceId)).toEqual({ ann: null, bob: 'bob', cid: 'ann', dan: null });
    expect(reported(await bulk({ only: 'broken' }))).toEqual({
      ann: 'no_user_mapping',
      cid: 'reassigned ann cid',
      dan: 'provider_deactivated',
    });
  });
});
