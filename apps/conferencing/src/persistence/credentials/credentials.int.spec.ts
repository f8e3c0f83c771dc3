import { closedGate, eventually } from '@conferencing/testing';
import { RefreshLockTimeout } from '../../domain/credential-store.port.js';
import type { OAuthCredentials } from '../../domain/external-directory.port.js';
import { CredentialSealer } from './credential-sealer.js';
import { cutLockHolders, makeCredentials, newKey, openCredentials } from './credentials.fixture.js';
import { RefreshLock } from './refresh-lock.js';
import { resealCredentials } from './reseal-credentials.js';

const OLD = newKey('old');
const NEW = newKey('new');
const oauth = (refreshToken: string): OAuthCredentials => ({ type: 'oauth', refreshToken });

describe('stored credentials', () => {
  let credentials: Awaited<ReturnType<typeof makeCredentials>>;
  beforeAll(async () => {
    credentials = await makeCredentials([OLD]);
  });
  afterAll(() => credentials.close());

  it('come back as they were put, and are nowhere in the table', async () => {
    const id = await credentials.connect(oauth('a-secret-refresh-token'));
    expect(await credentials.store.load(id)).toEqual({ credentials: oauth('a-secret-refresh-token'), revision: 1 });
    const rows = await credentials.database.query<{ row: string }>(
      `SELECT encode(sealed, 'escape') || c::text AS row FROM connected_account_credentials c`,
    );
    expect(rows[0]?.row).not.toContain('secret');
  });

  it('are gone with their connection', async () => {
    const id = await credentials.connect(oauth('r'));
    await credentials.database.execute('DELETE FROM connected_accounts WHERE id = $1', [id]);
    expect(await credentials.store.load(id)).toBeNull();
  });

  it('are replaced only by a process that has read the newest revision', async () => {
    const { store } = credentials;
    const id = await credentials.connect(oauth('r1'));
    expect(await store.replace(id, 1, oauth('r2'))).toBe(true);
    expect(await store.replace(id, 1, oauth('stale'))).toBe(false);
    expect(await store.load(id)).toEqual({ credentials: oauth('r2'), revision: 2 });
  });

  it('do not open in another row', async () => {
    const [from, to] = [await credentials.connect(oauth('mine')), await credentials.connect(oauth('yours'))];
    await credentials.database.execute(
      `UPDATE connected_account_credentials SET sealed = (
         SELECT sealed FROM connected_account_credentials WHERE connected_account_id = $1)
       WHERE connected_account_id = $2`,
      [from, to],
    );
    await expect(credentials.store.load(to)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('are sealed again under a new key while they are used, and an interrupted run goes on', async () => {
    const own = await makeCredentials([OLD]);
    const ids: string[] = [];
    for (let i = 0; i < 20; i += 1) ids.push(await own.connect(oauth(`r${i}`)));
    const lost = await own.connect(oauth('lost'));
    const broken = await own.connect(oauth('broken'));
    await own.database.execute(
      `UPDATE connected_account_credentials SET key_id = CASE connected_account_id WHEN $1 THEN 'gone' ELSE key_id END,
         sealed = CASE connected_account_id WHEN $2 THEN '\\x00' ELSE sealed END`,
      [lost, broken],
    );
    const rotated = new CredentialSealer([NEW, OLD]);
    const refreshedMeanwhile = ids[3] ?? '';
    const before = await own.store.load(refreshedMeanwhile);
    const first = await resealCredentials(own.database, rotated);
    expect(first).toEqual({
      total: 22,
      already: 0,
      resealed: 20,
      missing_keys: { gone: 1 },
      unreadable: [broken],
      left: 2,
    });
    const after = openCredentials(own.url, [NEW]);
    expect(await after.store.load(ids[0] ?? '')).toEqual({ credentials: oauth('r0'), revision: 1 });
    expect(await own.store.replace(refreshedMeanwhile, before?.revision ?? 0, oauth('rotated'))).toBe(true);
    const second = await resealCredentials(own.database, rotated);
    expect(second).toMatchObject({ total: 3, already: 19, resealed: 1, left: 2 });
    expect((await after.store.load(refreshedMeanwhile))?.credentials).toEqual(oauth('rotated'));
    await after.database.pool.end();
    await own.close();
  });

  it('are refreshed by one process at a time, and others give up after a while', async () => {
    const other = openCredentials(credentials.url, [OLD]);
    const lock = new RefreshLock(other.database);
    const impatient = new RefreshLock(other.database, 100);
    const seen: string[] = [];
    await credentials.store.withRefreshLock('cact_a', async () => {
      await expect(impatient.run('cact_a', async () => 'never')).rejects.toBeInstanceOf(RefreshLockTimeout);
      await lock.run('cact_b', async () => seen.push('another connection'));
      seen.push('holder');
    });
    await lock.run('cact_a', async () => seen.push('next'));
    expect(seen).toEqual(['another connection', 'holder', 'next']);
    await other.database.pool.end();
  });

  it('are also given up after a while by processes that wait behind other connections', async () => {
    const other = openCredentials(credentials.url, [OLD]);
    const lock = new RefreshLock(other.database, 200);
    const gate = closedGate();
    const holding = jest.fn(() => gate.opened);
    const holders = ['cact_x', 'cact_y'].map((id) => lock.run(id, holding));
    await eventually(() => holding.mock.calls.length === 2);
    const work = jest.fn(async () => undefined);
    await expect(lock.run('cact_z', work)).rejects.toBeInstanceOf(RefreshLockTimeout);
    // As after a timer that has fired a little early.
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    gate.open();
    await Promise.all(holders).finally(() => clock.mockRestore());
    await other.database.pool.end();
    expect(work).not.toHaveBeenCalled();
  });

  it('can all be refreshed at once over a pool of two connections', async () => {
    const { store } = credentials;
    const ids = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => credentials.connect(oauth(`r${n}`))));
    const replaced = ids.map((id) =>
      store.withRefreshLock(id, async () => store.replace(id, (await store.load(id))?.revision ?? 0, oauth('next'))),
    );
    expect(await Promise.all(replaced)).toEqual(ids.map(() => true));
  });

  it('are stored even if the connection that holds the lock was cut', async () => {
    const { store, database } = credentials;
    const id = await credentials.connect(oauth('r1'));
    const stored = await store.withRefreshLock(id, async () => {
      expect(await cutLockHolders(database)).toBe(1);
      return store.replace(id, 1, oauth('r2'));
    });
    expect(stored).toBe(true);
    expect((await store.load(id))?.credentials).toEqual(oauth('r2'));
  });
});
