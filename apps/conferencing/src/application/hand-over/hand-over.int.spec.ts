import { DomainError } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import { type Conferencing, makeConferencing, provenance } from '../../conferencing.fixture.js';
import type { WantedHost } from '../../domain/host-resolution.js';
import { type Clinic, openClinic } from '../clinic.fixture.js';
import type { HandOver } from './hand-over.command.js';

describe('handing over', () => {
  let house: Conferencing;
  let clinic: Clinic;
  let first: string;
  let second: string;

  beforeAll(async () => {
    house = await makeConferencing();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    clinic = await openClinic(house, ['ann', 'bob', 'cid']);
    first = await clinic.addService('ann', 'bob');
    second = await clinic.addService('ann', 'cid');
    await clinic.assign(first, 'ann', 'ann');
    await clinic.assign(first, 'bob', 'bob');
    await clinic.assign(second, 'ann', 'ann');
    await clinic.assign(second, 'cid', 'ann');
  });

  const handOver = (from: string, wanted: WantedHost, more: Partial<HandOver> = {}) =>
    house.handOver.execute({
      accountId: clinic.accountId,
      from: { connectedAccountId: clinic.connectedAccountId, externalUserId: clinic.userOf(from) },
      to: { connectedAccountId: clinic.connectedAccountId, wanted },
      serviceIds: null,
      dryRun: false,
      provenance,
      ...more,
    });
  const toBob = (more: Partial<HandOver> = {}) => handOver('ann', { externalUserId: clinic.userOf('bob') }, more);
  const refusal = async (work: Promise<unknown>) => {
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    if (!(error instanceof DomainError)) throw error;
    return error.faults.map(({ code, pointer }) => [error.kind, code, pointer].join(' '));
  };
  const all = async () => [await clinic.hosts(first), await clinic.hosts(second)];

  it('moves everything that one person hosts, with one event each in one batch, and dry_run reports the same', async () => {
    const before = await all();
    const preview = await toBob({ dryRun: true });
    expect([preview.batchId, await all()]).toEqual([null, before]);
    const done = await toBob();
    expect({ ...done, batchId: null }).toEqual(preview);
    expect(done.moved).toHaveLength(3);
    expect(await all()).toEqual([
      { ann: 'bob', bob: 'bob' },
      { ann: 'bob', cid: 'bob' },
    ]);
    expect(await clinic.events(second, 'cid', done.batchId)).toEqual([
      '1 assigned',
      '2 reassigned handover in the batch',
    ]);
    expect(await clinic.events(first, 'bob')).toEqual(['1 assigned']);
    const { resolvedBy } = await house.assignments.explain(clinic.pair(first, 'ann'));
    expect(resolvedBy).toBe('handover');
    expect(await toBob()).toEqual({ moved: [], skipped: [], batchId: null });
  });

  it('leaves out other services, and has a batch id even for one pair', async () => {
    const { moved, batchId } = await toBob({ serviceIds: [first] });
    expect(moved).toMatchObject([{ serviceId: first, providerId: clinic.idOf('ann') }]);
    expect(await clinic.events(first, 'ann', batchId)).toContain('2 reassigned handover in the batch');
    expect(await all()).toEqual([
      { ann: 'bob', bob: 'bob' },
      { ann: 'ann', cid: 'ann' },
    ]);
  });

  it('takes over from a removed host, and finds the new host by email after one sync with Zoom', async () => {
    await clinic.setUsers('bob', 'cid');
    const listings = house.directory.listings;
    expect(await refusal(handOver('ann', { email: 'new@example.com' }))).toEqual(['invalid host_not_found /to/email']);
    expect(house.directory.listings).toBe(listings + 1);
    house.directory.users.push({ ...house.directory.users[0]!, externalId: 'Zoom-new', email: 'New@example.com' });
    expect((await handOver('ann', { email: 'new@EXAMPLE.com' })).moved).toHaveLength(3);
  });

  it('is refused as an assignment is, and says which part is wrong', async () => {
    const zoom = clinic.connectedAccountId;
    const from = (connectedAccountId: string, externalUserId: string) => ({
      from: { connectedAccountId, externalUserId },
    });
    expect(await refusal(toBob(from(zoom, 'exusr_unknown00000')))).toEqual([
      'invalid host_not_in_connected_account /from/external_user_id',
    ]);
    expect(await refusal(toBob(from('cact_unknown00000', clinic.userOf('ann'))))).toEqual([
      'invalid connected_account_not_found /from/connected_account_id',
    ]);
    expect(await refusal(handOver('ann', { externalUserId: 'exusr_unknown00000' }))).toEqual([
      'invalid host_not_in_connected_account /to/external_user_id',
    ]);
    for (const same of [{ externalUserId: clinic.userOf('ann') }, { email: 'ANN@example.com' }]) {
      expect(await refusal(handOver('ann', same))).toEqual(['invalid invalid /to']);
    }
    expect(await all()).toEqual([
      { ann: 'ann', bob: 'bob' },
      { ann: 'ann', cid: 'ann' },
    ]);
  });

  it('skips a pair that another request changes meanwhile, and says so', async () => {
    const done = await house.database.session(async (client) => {
      await client.query('BEGIN');
      await client.query(
        'UPDATE service_providers SET external_user_id = $3, version = version + 1 WHERE service_id = $1 AND provider_id = $2',
        [first, clinic.idOf('ann'), clinic.userOf('cid')],
      );
      const handedOver = toBob();
      await eventually(
        async () =>
          (await house.database.query(`SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`))
            .length > 0,
      );
      await client.query('COMMIT');
      return handedOver;
    });
    expect(done.skipped).toEqual([{ serviceId: first, providerId: clinic.idOf('ann'), reason: 'changed_meanwhile' }]);
    expect(done.moved).toHaveLength(2);
    expect(await clinic.hosts(first)).toEqual({ ann: 'cid', bob: 'bob' });
  });
});
