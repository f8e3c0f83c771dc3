import { eventually } from '@conferencing/testing';
import {
  addAccount,
  addPair,
  connect,
  type Conferencing,
  makeConferencing,
  provenance,
  timeBetween,
} from '../../conferencing.fixture.js';
import { directoryUser } from '../../directory/in-memory-directory.fixture.js';
import { DirectoryFailure } from '../../domain/external-directory.port.js';
import { expectSyncedInPages } from './synced-in-pages.fixture.js';

let house: Conferencing;
let other: ReturnType<Conferencing['anotherProcess']>;
let accountId: string;
let connectedAccountId: string;

beforeAll(async () => {
  house = await makeConferencing();
  other = house.anotherProcess();
});
afterAll(() => house.close());
afterEach(() => jest.restoreAllMocks());
beforeEach(async () => {
  house.directory.reset();
  accountId = await addAccount(house);
  connectedAccountId = await connect(house, accountId);
});

const sync = ({ sync: use }: Pick<Conferencing, 'sync'> = house) =>
  use.execute({ accountId, connectedAccountId }, provenance);

function gate() {
  let open = () => {};
  house.directory.held = new Promise((resolve) => (open = resolve));
  return () => open();
}

const emails = async () => {
  const filter = { search: null, status: null };
  const { items } = await house.users.list(accountId, connectedAccountId, filter, { offset: 0, limit: 50 });
  return items.map(({ email }) => email).toSorted();
};

describe('syncs of one connection', () => {
  it('run one at a time over all processes, and callers that arrive meanwhile share the next one', async () => {
    const release = gate();
    const first = sync();
    await eventually(() => house.directory.listings === 1);
    house.directory.users = [directoryUser('late@x.io')];
    const arrivals = [house, other].map(({ turns }) => jest.spyOn(turns, 'arrive'));
    const others = Promise.all([sync(), sync(), sync(other), sync(other)]);
    await Promise.all(arrivals.flatMap(({ mock }) => mock.results.map(({ value }) => value)));
    release();
    await Promise.all([first, others]);
    expect(await emails()).toEqual(['late@x.io']);
    expect(house.directory.mostRunning).toBe(1);
    expect(house.directory.listings).toBe(2);
  });

  it('do not make those who wait find out once more that the directory does not answer', async () => {
    const release = gate();
    const first = sync();
    await eventually(() => house.directory.listings === 1);
    const over = first.catch(() => undefined);
    const pauses = [house, other].map(({ turns }) => jest.spyOn(turns, 'pause').mockReturnValue(over));
    const all = Promise.allSettled([first, sync(), sync(other)]);
    await eventually(() => pauses.every(({ mock }) => mock.calls.length > 0));
    house.directory.failure = new DirectoryFailure('unreachable', 'Zoom does not answer.');
    release();
    for (const outcome of await all) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'provider_unreachable' } });
    }
    expect(house.directory.listings).toBe(1);
  });

  it('go on after a process that died in the middle, whose late result counts for nothing', async () => {
    const run = await house.turns.begin(accountId, connectedAccountId, 1);
    if (run === null) throw new Error('No sync could begin');
    await house.database.execute(
      `UPDATE directory_syncs SET lease_until = clock_timestamp() - interval '1 second' WHERE connected_account_id = $1`,
      [connectedAccountId],
    );
    house.directory.users = [directoryUser('a@x.io')];
    await sync(other);
    expect(await emails()).toEqual(['a@x.io']);
    expect(await house.turns.extend(run)).toBe(false);
    expect(await house.unitOfWork.run((transaction) => house.turns.holds(transaction, run))).toBe(false);
  });

  it('keep their lease while they work, and lose it within seconds when their process stops', async () => {
    const run = await house.turns.begin(accountId, connectedAccountId, 1);
    if (run === null) throw new Error('No sync could begin');
    const secondsLeft = async () => {
      const [row] = await house.database.query<{ seconds: number }>(
        `SELECT extract(epoch FROM lease_until - clock_timestamp())::float8 AS seconds
         FROM directory_syncs WHERE connected_account_id = $1`,
        [connectedAccountId],
      );
      return row?.seconds ?? 0;
    };
    expect(await secondsLeft()).toBeLessThanOrEqual(15);
    // More than twice the time between two extensions.
    await house.database.execute(
      `UPDATE directory_syncs SET lease_until = clock_timestamp() + interval '9 seconds' WHERE connected_account_id = $1`,
      [connectedAccountId],
    );
    await house.turns.during(run, () => eventually(async () => (await secondsLeft()) > 10));
  });

  it('override webhooks that arrive late about earlier changes', async () => {
    house.directory.users = [directoryUser('a@x.io')];
    await sync();
    const occurredAt = await timeBetween();
    const release = gate();
    const running = sync();
    await eventually(() => house.directory.listings === 2);
    const who = { externalAccountId: 'zoom-account', person: { externalId: 'Zoom-a', email: null } };
    const fields = { status: 'inactive' } as const;
    const change = { kind: 'user_deactivated', ...who, occurredAt, fields } as const;
    await other.applyChange.execute({ change, traceparent: null });
    release();
    await running;
    const { items } = await house.users.list(
      accountId,
      connectedAccountId,
      { search: null, status: null },
      { offset: 0, limit: 50 },
    );
    expect(items).toMatchObject([{ email: 'a@x.io', status: 'active' }]);
  });

  it('end as not found when the connection is removed meanwhile', async () => {
    const release = gate();
    const running = sync();
    const outcome = running.then(
      () => 'done',
      (error: { kind: string }) => error.kind,
    );
    await eventually(() => house.directory.listings === 1);
    await house.disconnectAccount.execute({ accountId, connectedAccountId, provenance });
    release();
    expect(await outcome).toBe('not_found');
  });

  it('leave it to the caller’s own words when the connection is removed during a look at the directory for a host', async () => {
    const pair = await addPair(house, accountId);
    const release = gate();
    const wanted = { email: 'nobody@x.io' };
    const assigning = house.assignHost.execute({ pair, connectedAccountId, wanted, precondition: null, provenance });
    const refusal = assigning.catch((error: unknown) => error);
    await eventually(() => house.directory.listings === 1);
    await house.disconnectAccount.execute({ accountId, connectedAccountId, provenance });
    release();
    expect(await refusal).toMatchObject({ kind: 'invalid', code: 'connected_account_not_found' });
  });

  it('override a deauthorisation from before they began that arrives while they run', async () => {
    const before = await timeBetween();
    const release = gate();
    const running = sync();
    await eventually(() => house.directory.listings === 1);
    const reported = { externalAccountId: 'zoom-ACCOUNT', externalSubject: null, occurredAt: before };
    await house.applyChange.execute({ change: { kind: 'app_deauthorized', ...reported }, traceparent: null });
    const status = async () => (await house.connections.find(accountId, connectedAccountId))?.status;
    expect(await status()).toBe('reconnect_required');
    release();
    await running;
    expect(await status()).toBe('active');
  });

  it('do not break a connection that was connected again meanwhile', async () => {
    const release = gate();
    const running = Promise.allSettled([sync()]);
    await eventually(() => house.directory.listings === 1);
    await connect(house, accountId);
    house.directory.failure = new DirectoryFailure('reconnect_required', 'Zoom has revoked the app.');
    release();
    await running;
    expect(await house.connections.find(accountId, connectedAccountId)).toMatchObject({ status: 'active' });
  });

  it('are taken by one process each when they are due', async () => {
    const connections = await Promise.all(
      Array.from({ length: 7 }, async () => connect(house, await addAccount(house))),
    );
    await house.database.execute('UPDATE connected_accounts SET next_sync_at = NULL');
    const taken = await Promise.all(
      [house, other, house, other].map((process) => process.connections.takeDueForSync(3_600, 2)),
    );
    const rest = await house.connections.takeDueForSync(3_600, 1_000);
    const ids = [...taken.flat(), ...rest].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(connections));
    expect(await house.connections.takeDueForSync(3_600, 1_000)).toEqual([]);
  });

  it('are due for a connection that was not synced within the interval', async () => {
    const synced = connectedAccountId;
    const untouched = await connect(house, await addAccount(house));
    await sync();
    await house.database.execute('UPDATE connected_accounts SET next_sync_at = NULL');
    const due = async (intervalSeconds: number) =>
      (await house.connections.takeDueForSync(intervalSeconds, 1_000)).map(({ id }) => id);
    const first = await due(3_600);
    expect(first).toContain(untouched);
    expect(first).not.toContain(synced);
    const anHourEarlier = `UPDATE directory_syncs SET listed_at = listed_at - interval '1 hour'`;
    await house.database.execute(`${anHourEarlier} WHERE connected_account_id = $1`, [synced]);
    expect(await due(3_600)).toEqual([synced]);
  });

  it('take users a page at a time, and write nothing the second time', async () => {
    await expectSyncedInPages(house, { accountId, connectedAccountId }, 4_000);
  });
});
