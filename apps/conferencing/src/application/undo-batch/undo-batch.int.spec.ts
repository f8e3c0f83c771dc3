import { RetentionCleaner } from '@conferencing/database';
import fc from 'fast-check';
import { Registry } from 'prom-client';
import { type Conferencing, makeConferencing, provenance } from '../../conferencing.fixture.js';
import { retainedTables } from '../../persistence/retention/retained-tables.js';
import { type Clinic, openClinic } from '../clinic.fixture.js';

const NAMES = ['ann', 'bob', 'cid', 'dan'];

describe('undoing a batch', () => {
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
  });

  const undo = (batchId: string, dryRun = false, only: readonly string[] | null = null) => {
    const pairs = only?.map((name) => clinic.pair(serviceId, name)) ?? null;
    return house.undoBatch.execute({ accountId: clinic.accountId, batchId, only: pairs, dryRun, provenance });
  };
  const bulk = async () => {
    const command = { only: 'all', providerIds: null, dryRun: false, provenance } as const;
    const { accountId, connectedAccountId } = clinic;
    const done = await house.assignHostsOfService.execute({ accountId, connectedAccountId, serviceId, ...command });
    return done.batchId!;
  };
  const handOver = async (from: string, to: string) => {
    const { connectedAccountId, userOf } = clinic;
    const done = await house.handOver.execute({
      accountId: clinic.accountId,
      from: { connectedAccountId, externalUserId: userOf(from) },
      to: { connectedAccountId, wanted: { externalUserId: userOf(to) } },
      serviceIds: null,
      dryRun: false,
      provenance,
    });
    return done.batchId;
  };
  const clear = (name: string) =>
    house.clearHost.execute({ pair: clinic.pair(serviceId, name), precondition: null, provenance });
  const reasons = ({ skipped }: Awaited<ReturnType<typeof undo>>) =>
    Object.fromEntries(
      skipped.map(({ providerId, reason }) => [NAMES.find((name) => clinic.idOf(name) === providerId), reason]),
    );

  it('restores the earlier hosts, or none, as a batch that can be undone', async () => {
    await clinic.assign(serviceId, 'bob', 'ann');
    await clinic.assign(serviceId, 'cid', 'cid');
    const before = await clinic.hosts(serviceId);
    const batch = await bulk();
    const after = await clinic.hosts(serviceId);
    expect(await undo(batch, true)).toMatchObject({ restored: [{}, {}, {}], skipped: [], batchId: null });
    expect(await clinic.hosts(serviceId)).toEqual(after);
    const undone = await undo(batch);
    expect(await clinic.hosts(serviceId)).toEqual(before);
    expect(await clinic.events(serviceId, 'bob', undone.batchId)).toContain('3 reassigned undo in the batch');
    expect(await clinic.events(serviceId, 'ann', undone.batchId)).toContain('2 cleared undo in the batch');
    expect(await clinic.events(serviceId, 'cid')).toEqual(['1 assigned']);
    expect((await house.assignments.explain(clinic.pair(serviceId, 'bob'))).resolvedBy).toBe('undo');
    expect(reasons(await undo(batch))).toEqual({ ann: 'changed_since', bob: 'changed_since', dan: 'changed_since' });
    await undo(undone.batchId!);
    expect(await clinic.hosts(serviceId)).toEqual(after);
  });

  it('restores only the pairs that are named, as one batch, and says which of them it has not changed', async () => {
    for (const name of NAMES) await clinic.assign(serviceId, name, 'dan');
    await clinic.assign(serviceId, 'cid', 'cid');
    const batch = await handOver('dan', 'ann');
    const named = ['ann', 'bob', 'cid', 'bob'];
    expect(await undo(batch!, true, named)).toMatchObject({ restored: [{}, {}], skipped: [{}], batchId: null });
    const undone = await undo(batch!, false, named);
    expect(reasons(undone)).toEqual({ cid: 'not_in_batch' });
    expect(await clinic.hosts(serviceId)).toEqual({ ann: 'dan', bob: 'dan', cid: 'cid', dan: 'ann' });
    for (const name of ['ann', 'bob'])
      expect(await clinic.events(serviceId, name, undone.batchId)).toContain('3 reassigned undo in the batch');
    expect(await clinic.events(serviceId, 'dan')).toHaveLength(2);
    await undo(undone.batchId!);
    expect(await clinic.hosts(serviceId)).toMatchObject({ ann: 'ann', bob: 'ann', dan: 'ann' });
    expect((await undo(batch!, false, ['dan'])).restored).toHaveLength(1);
  });

  it('skips pairs that were changed since, but restores a host who was renamed or deactivated', async () => {
    for (const name of NAMES) await clinic.assign(serviceId, name, 'dan');
    const batch = await handOver('dan', 'ann');
    await clinic.assign(serviceId, 'bob', 'cid');
    await clear('cid');
    const [ann, ...others] = house.directory.users;
    house.directory.users = [{ ...ann!, firstName: 'Renamed', status: 'inactive' }, ...others];
    house.directory.users = house.directory.users.map((user) =>
      user.email === 'dan@example.com' ? { ...user, status: 'inactive' } : user,
    );
    await house.sync.execute(clinic, provenance);
    expect(reasons(await undo(batch!))).toEqual({ bob: 'changed_since', cid: 'changed_since' });
    expect(await clinic.hosts(serviceId)).toEqual({ ann: 'dan', bob: 'cid', cid: null, dan: 'dan' });
    expect((await house.assignments.show(clinic.pair(serviceId, 'ann')))?.hostState).toBe('host_inactive');
  });

  it('says which hosts cannot be restored: removed users, removed connections and providers who are gone', async () => {
    for (const name of NAMES) await clinic.assign(serviceId, name, name);
    const handedOver = await handOver('dan', 'ann');
    await clinic.setUsers('ann', 'bob', 'cid');
    expect(reasons(await undo(handedOver!))).toEqual({ dan: 'host_gone' });
    const { accountId, connectedAccountId } = clinic;
    await house.disconnectAccount.execute({ accountId, connectedAccountId, provenance });
    const [row] = await house.database.query<{ batch: string }>(
      `SELECT batch_id AS batch FROM service_providers WHERE service_id = $1 LIMIT 1`,
      [serviceId],
    );
    expect(reasons(await undo(row!.batch))).toEqual(Object.fromEntries(NAMES.map((name) => [name, 'host_gone'])));
    expect((await undo(row!.batch)).batchId).toBeNull();
  });

  it('gives a provider who came back their hosts, and none to one who did not', async () => {
    const another = await clinic.addService('ann');
    await clinic.assign(serviceId, 'ann', 'ann');
    await clinic.assign(another, 'ann', 'bob');
    await clinic.putProvider('ann', false);
    const [row] = await house.database.query<{ batch: string }>(
      `SELECT batch_id AS batch FROM service_providers WHERE service_id = $1 AND provider_id = $2`,
      [serviceId, clinic.idOf('ann')],
    );
    expect(reasons(await undo(row!.batch))).toEqual({ ann: 'provider_deactivated' });
    await clinic.putProvider('ann', true);
    await house.unassignProvider.execute(clinic.pair(another, 'ann'), provenance);
    expect(reasons(await undo(row!.batch))).toEqual({ ann: 'not_in_catalog' });
    expect(await clinic.hosts(serviceId)).toMatchObject({ ann: 'ann' });
  });

  it('knows no batch of another account, of 30 days ago, or none at all', async () => {
    const batch = await bulk();
    const { accountId } = await openClinic(house, []);
    const elsewhere = house.undoBatch.execute({ accountId, batchId: batch, only: null, dryRun: false, provenance });
    await expect(elsewhere).rejects.toMatchObject({ kind: 'not_found' });
    await expect(undo('bat_000000000000')).rejects.toMatchObject({ kind: 'not_found' });
    const age = (days: number) =>
      house.database.execute(
        `UPDATE batch_changes SET occurred_at = now() - make_interval(days => $2) WHERE batch_id = $1`,
        [batch, days],
      );
    const kept = async () =>
      (await house.database.query('SELECT 1 FROM batch_changes WHERE batch_id = $1', [batch])).length;
    const cleaner = new RetentionCleaner(house.database, new Registry(), retainedTables(2));
    const clean = () => cleaner.round();
    await age(29);
    await clean();
    expect((await undo(batch, true)).restored).toHaveLength(4);
    await age(32);
    await expect(undo(batch)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await kept()).toBe(1);
    await clean();
    expect(await kept()).toBe(0);
  });

  it('restores the earlier state after any history, and an undo of the undo restores the batch', async () => {
    const name = fc.constantFrom(...NAMES);
    const step = fc.oneof(
      fc.record({ do: fc.constant('assign' as const), to: name, host: name }),
      fc.record({ do: fc.constant('clear' as const), to: name, host: name }),
      fc.record({ do: fc.constant('bulk' as const), to: name, host: name }),
      fc.record({ do: fc.constant('handOver' as const), to: name, host: name }),
    );
    const change = async ({ do: what, to, host }: { do: string; to: string; host: string }) => {
      if (what === 'assign') await clinic.assign(serviceId, to, host);
      else if (what === 'bulk') return bulk();
      else if (what === 'handOver') return to === host ? null : handOver(host, to);
      else if ((await clinic.hosts(serviceId))[to] !== null) await clear(to);
      return null;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const batches: { id: string; before: object; after: object }[] = [];
        for (const one of steps) {
          const before = await clinic.hosts(serviceId);
          const id = await change(one);
          if (id !== null) batches.push({ id, before, after: await clinic.hosts(serviceId) });
          else batches.length = 0;
        }
        for (const { id, before, after } of batches.toReversed()) {
          expect(await clinic.hosts(serviceId)).toEqual(after);
          const undone = await undo(id);
          expect([undone.skipped, await clinic.hosts(serviceId)]).toEqual([[], before]);
          const redone = await undo(undone.batchId!);
          expect(await clinic.hosts(serviceId)).toEqual(after);
          await undo(redone.batchId!);
        }
      }),
      { numRuns: 15 },
    );
  });
});
