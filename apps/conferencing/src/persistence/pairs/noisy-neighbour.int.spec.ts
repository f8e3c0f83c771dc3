import { newId } from '@conferencing/kernel';
import { eventually } from '@conferencing/testing';
import type { PairKey } from '../../domain/assignments.port.js';
import { addPairs, connectZoom, makePairs, type Pairs } from './pairs.fixture.js';

const WRITES = 60;

describe('an account that wants the whole pool', () => {
  let noisy: Pairs;
  let quiet: Pairs;

  beforeAll(async () => {
    noisy = await makePairs();
    quiet = { ...noisy, accountId: newId('account') };
    await noisy.database.execute(`INSERT INTO accounts (id, name, created_at) VALUES ($1, 'Quiet', now())`, [
      quiet.accountId,
    ]);
  });
  afterAll(() => noisy.close());

  const assign = ({ assignments, why }: Pairs, key: PairKey, zoom: { id: string; users: { id: string }[] }) => {
    const host = { connectedAccountId: zoom.id, externalUserId: zoom.users[0]!.id } as never;
    return assignments.assign(key, { kind: 'assign', change: 'assigned', from: 0, host, resolvedBy: 'email' }, why);
  };

  it('leaves connections for the others when its writes all wait for one of its own', async () => {
    const [zoomOfNoisy, zoomOfQuiet] = [await connectZoom(noisy, 1), await connectZoom(quiet, 1)];
    const { serviceId, keys } = await addPairs(noisy, WRITES);
    const { keys: ofQuiet } = await addPairs(quiet, 1);
    let writes: Promise<unknown>[] = [];
    let answered = 0;
    // The locks that a fan-out over these pairs holds while it runs.
    await noisy.unitOfWork.forAccount(noisy.accountId, async (transaction) => {
      await noisy.batches.mappedPairs(
        { accountId: noisy.accountId, serviceId, connectedAccountId: zoomOfNoisy.id, only: 'all', providerIds: null },
        transaction,
      );
      writes = keys.map((key) => assign(noisy, key, zoomOfNoisy).finally(() => (answered += 1)));
      const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await eventually(async () => (await noisy.database.query<{ n: number }>(waiting))[0]!.n >= 3);

      expect(await quiet.assignments.show(ofQuiet[0]!)).toBeNull();
      expect(await assign(quiet, ofQuiet[0]!, zoomOfQuiet)).toMatchObject({ version: 1 });
      await quiet.unitOfWork.forAccount(quiet.accountId, () => Promise.resolve());
      expect(answered).toBe(0);
    });
    expect(await Promise.all(writes)).toHaveLength(WRITES);
  });

  it('leaves connections for the others when it reads, and for its own writes', async () => {
    const [zoomOfNoisy] = [await connectZoom(noisy, 1)];
    const { keys } = await addPairs(noisy, 1);
    const { keys: ofQuiet, serviceId } = await addPairs(quiet, 1);
    let reads: Promise<unknown>[] = [];
    let answered = 0;
    await noisy.database.session(async (client) => {
      await client.query('SELECT pg_advisory_lock(1)');
      // Lists that last until another session releases its lock.
      const slow = () => noisy.database.reading(noisy.accountId).query('SELECT pg_advisory_xact_lock_shared(1)');
      reads = Array.from({ length: WRITES }, () => slow().finally(() => (answered += 1)));
      const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      await eventually(async () => (await noisy.database.query<{ n: number }>(waiting))[0]!.n >= 3);

      expect(await quiet.assignments.show(ofQuiet[0]!)).toBeNull();
      const page = { offset: 0, limit: 10 };
      expect(await quiet.assignments.listOfService(quiet.accountId, serviceId, page)).toMatchObject({ total: 1 });
      expect(await assign(noisy, keys[0]!, zoomOfNoisy)).toMatchObject({ version: 1 });
      expect(answered).toBe(0);
      await client.query('SELECT pg_advisory_unlock(1)');
    });
    expect(await Promise.all(reads)).toHaveLength(WRITES);
  });
});
