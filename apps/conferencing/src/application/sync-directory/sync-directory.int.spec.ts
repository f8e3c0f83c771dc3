import {
  addAccount,
  addPair,
  connect,
  type Conferencing,
  eventsOf,
  makeConferencing,
  provenance,
  timeBetween,
} from '../../conferencing.fixture.js';
import { directoryUser } from '../../directory/in-memory-directory.fixture.js';
import { DirectoryFailure } from '../../domain/external-directory.port.js';

let house: Conferencing;
let accountId: string;
let connectedAccountId: string;
const everything = { offset: 0, limit: 200 };

beforeAll(async () => {
  house = await makeConferencing();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.directory.reset();
  accountId = await addAccount(house);
  connectedAccountId = await connect(house, accountId);
});

const sync = () => house.sync.execute({ accountId, connectedAccountId }, provenance);
const listed = async () => {
  const filter = { search: null, status: null };
  const { items } = await house.users.list(accountId, connectedAccountId, filter, everything);
  return items;
};
const idOf = async (email: string) => {
  const user = (await listed()).find((one) => one.email === email);
  if (user === undefined) throw new Error(`${email} is not listed`);
  return user.id;
};
const emails = async () => (await listed()).map(({ email }) => email).toSorted();

describe('a sync', () => {
  it('adds, updates and removes', async () => {
    house.directory.users = ['a@x.io', 'b@x.io', 'c@x.io'].map((email) => directoryUser(email));
    await sync();
    const b = await idOf('b@x.io');
    house.directory.users = [directoryUser('b@x.io', { firstName: 'Bea' }), directoryUser('d@x.io')];
    await sync();
    expect(await emails()).toEqual(['b@x.io', 'd@x.io']);
    expect((await listed()).find(({ id }) => id === b)).toMatchObject({ first_name: 'Bea', status: 'active' });
  });

  it('writes nothing when nothing has changed', async () => {
    house.directory.users = ['a@x.io', 'b@x.io'].map((email) => directoryUser(email));
    await addPair(house, accountId, 'a@x.io');
    await sync();
    const state = () =>
      house.database.query(`SELECT 'user' AS kind, id, xmin::text FROM external_users
                            UNION ALL SELECT 'mapping', provider_id, xmin::text FROM user_mappings
                            UNION ALL SELECT 'connection', id, xmin::text FROM connected_accounts
                            UNION ALL SELECT 'event', id, xmin::text FROM outbox ORDER BY kind, id`);
    const before = await state();
    await sync();
    expect(await state()).toEqual(before);
  });

  it('knows a person by id in any case, and takes another id with the same email for another person', async () => {
    house.directory.users = [directoryUser('a@x.io', { externalId: 'AbC' })];
    await sync();
    const first = await idOf('a@x.io');
    house.directory.users = [directoryUser('new@x.io', { externalId: 'aBc' })];
    await sync();
    expect(await idOf('new@x.io')).toBe(first);
    house.directory.users = [directoryUser('new@x.io', { externalId: 'other' })];
    await sync();
    expect(await idOf('new@x.io')).not.toBe(first);
    expect(await listed()).toHaveLength(1);
    house.directory.users = [directoryUser('new@x.io', { externalId: 'ABC' })];
    await sync();
    expect(await idOf('new@x.io')).toBe(first);
  });

  it('keeps a pending person who gets an id, and one who is invited again', async () => {
    house.directory.users = [directoryUser('p@x.io', { externalId: null, status: 'pending' })];
    await sync();
    const pending = await idOf('p@x.io');
    house.directory.users = [];
    await sync();
    house.directory.users = [directoryUser('P@x.io', { externalId: null, status: 'pending' })];
    await sync();
    expect(await idOf('P@x.io')).toBe(pending);
    house.directory.users = [directoryUser('p@X.io', { externalId: 'now-known' })];
    await sync();
    expect(await idOf('p@X.io')).toBe(pending);
  });

  it('keeps the last entry of a user who is listed twice, in whatever list', async () => {
    house.directory.users = [
      directoryUser('p@x.io', { externalId: null, status: 'pending' }),
      directoryUser('a@x.io', { externalId: 'A', firstName: 'Old' }),
      directoryUser('a@x.io', { externalId: 'a', firstName: 'New', status: 'inactive' }),
      directoryUser('P@x.io', { externalId: 'p' }),
    ];
    await sync();
    expect((await listed()).map(({ first_name, status }) => `${first_name} ${status}`).toSorted()).toEqual([
      'New inactive',
      'P active',
    ]);
  });

  it('removes no user when the listing breaks off, and says why', async () => {
    house.directory.users = ['a@x.io', 'b@x.io', 'c@x.io'].map((email) => directoryUser(email));
    await sync();
    house.directory.users = house.directory.users.slice(0, 2);
    house.directory.failure = new DirectoryFailure('rejected', 'Zoom answers garbage.');
    house.directory.failAfterPages = 1;
    await expect(sync()).rejects.toMatchObject({ kind: 'bad_gateway', code: 'provider_rejected' });
    expect(await emails()).toEqual(['a@x.io', 'b@x.io', 'c@x.io']);
    house.directory.failure = new DirectoryFailure('unreachable', 'Zoom does not answer.');
    await expect(sync()).rejects.toMatchObject({ kind: 'bad_gateway', code: 'provider_unreachable' });
    expect(await house.connections.find(accountId, connectedAccountId)).toMatchObject({ status: 'active' });
    house.directory.failure = null;
    await sync();
    expect(await emails()).toEqual(['a@x.io', 'b@x.io']);
  });

  describe('asks for a user by id who is missing from the listing', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => directoryUser(`${name}@x.io`));
    beforeEach(async () => {
      house.directory.users = [a!, b!, c!];
      await sync();
      house.directory.users = [a!];
    });

    it('and keeps those whom the directory still has', async () => {
      house.directory.hidden = [{ ...b!, status: 'inactive' }];
      await sync();
      expect((await listed()).map(({ email, status }) => `${email} ${status}`).toSorted()).toEqual([
        'a@x.io active',
        'b@x.io inactive',
      ]);
      expect(house.directory.lookups.toSorted()).toEqual(['Zoom-b', 'Zoom-c']);
    });

    it('and believes a complete listing when there is no answer', async () => {
      house.directory.hidden = new DirectoryFailure('insufficient_permissions', 'A scope is missing.');
      await sync();
      expect(await emails()).toEqual(['a@x.io']);
      expect(house.directory.lookups).toHaveLength(1);
    });

    it('and removes no user if the listing moved while it was read', async () => {
      house.directory.complete = false;
      house.directory.hidden = new DirectoryFailure(
        'rejected',
        'The rate limit of Zoom for this account is reached. Please try again later.',
      );
      await sync();
      expect(await emails()).toEqual(['a@x.io', 'b@x.io', 'c@x.io']);
      house.directory.hidden = [];
      await sync();
      expect(await emails()).toEqual(['a@x.io']);
    });

    it('at most 50 times', async () => {
      house.directory.complete = false;
      house.directory.users = Array.from({ length: 60 }, (_, n) => directoryUser(`many-${n}@x.io`));
      await sync();
      house.directory.users = [a!];
      house.directory.lookups = [];
      await sync();
      expect(house.directory.lookups).toHaveLength(50);
      expect(await listed()).toHaveLength(11);
    });
  });

  it('takes names and emails as long as they are stored, of letters of four bytes that no index compresses', async () => {
    const letter = (n: number) => String.fromCodePoint(0x1_0000 + ((n * 7_919 + (n % 13) * 104_729) % 0x1_0000));
    const long = (letters: number) => Array.from({ length: letters }, (_, n) => letter(n)).join('');
    const name = long(512);
    house.directory.users = [
      directoryUser(`${long(250)}@x.io`, { externalId: long(256), firstName: name, lastName: name }),
    ];
    await sync();
    expect(await listed()).toMatchObject([{ first_name: name, last_name: name }]);
  });

  it('applies nothing of a listing that a crash of the database has emptied, and lists again', async () => {
    house.directory.users = ['a@x.io', 'b@x.io', 'c@x.io'].map((email) => directoryUser(email));
    await sync();
    const listing = house.directory.listUsers.bind(house.directory);
    let crashes = 1;
    house.directory.listUsers = async function* () {
      for await (const page of listing()) {
        yield page;
        if (crashes-- > 0) await house.database.execute('DELETE FROM listed_users');
      }
    };
    await sync();
    expect(await emails()).toEqual(['a@x.io', 'b@x.io', 'c@x.io']);
    expect(house.directory.listings).toBe(3);
  });

  it('breaks and mends the connection, with an event for each pair', async () => {
    house.directory.users = [directoryUser('a@x.io')];
    const pair = await addPair(house, accountId);
    const wanted = { email: 'A@x.io' };
    await house.assignHost.execute({ pair, connectedAccountId, wanted, precondition: null, provenance });
    house.directory.failure = new DirectoryFailure('reconnect_required', 'Zoom has revoked the app.');
    await expect(sync()).rejects.toMatchObject({ code: 'provider_rejected' });
    await expect(sync()).rejects.toMatchObject({ code: 'provider_rejected' });
    house.directory.failure = new DirectoryFailure('insufficient_permissions', 'A scope is missing.');
    await expect(sync()).rejects.toMatchObject({ code: 'provider_rejected' });
    house.directory.failure = null;
    await sync();
    house.directory.users = [];
    await sync();
    house.directory.users = [directoryUser('a@x.io')];
    await sync();
    expect(await eventsOf(house, pair)).toEqual([
      '1 assigned - ready',
      '2 refreshed connected_account_changed account_reconnect_required',
      '3 refreshed connected_account_changed account_insufficient_permissions',
      '4 refreshed connected_account_changed ready',
      '5 refreshed external_user_changed host_removed',
      '6 refreshed external_user_changed ready',
    ]);
  });

  it('overrides a deauthorisation that arrives late, but not one that happened after it', async () => {
    const revoked = (occurredAt: Date) =>
      house.applyChange.execute({
        change: { kind: 'app_deauthorized', externalAccountId: 'zoom-ACCOUNT', externalSubject: null, occurredAt },
        traceparent: null,
      });
    const status = async () => (await house.connections.find(accountId, connectedAccountId))?.status;
    const before = await timeBetween();
    await sync();
    await revoked(before);
    expect(await status()).toBe('active');
    await revoked(await timeBetween());
    expect(await status()).toBe('reconnect_required');
  });

  it('is one connection when Zoom names the account later, and breaks when its owner removes the app', async () => {
    const identity = { ...house.directory.identity, externalAccountId: null, externalSubject: `Owner-${accountId}` };
    const credentials = { type: 'oauth', refreshToken: 'r' } as const;
    const consent = { accountId, scope: 'account', userId: null, identity, credentials, provenance } as const;
    const { connection } = await house.saveZoom.execute(consent);
    const reported = {
      externalAccountId: 'never named',
      externalSubject: `OWNER-${accountId}`,
      occurredAt: await timeBetween(),
    };
    await house.applyChange.execute({ change: { kind: 'app_deauthorized', ...reported }, traceparent: null });
    expect(await house.connections.find(accountId, connection.id)).toMatchObject({ status: 'reconnect_required' });
    expect(await house.connections.find(accountId, connectedAccountId)).toMatchObject({ status: 'active' });
    const named = { ...consent, identity: { ...identity, externalAccountId: `zoom of ${accountId}` } };
    for (const again of [named, consent]) {
      expect(await house.saveZoom.execute(again)).toMatchObject({
        created: false,
        connection: { id: connection.id, status: 'active', external_account_id: named.identity.externalAccountId },
      });
    }
  });

  it('keeps its owner while Zoom does not name one, and adds an owner that was unknown', async () => {
    const { identity } = house.directory;
    const known = { email: identity.email, external_subject: 'Owner-1' };
    house.directory.identity = { ...identity, externalSubject: 'Owner-1' };
    await connect(house, accountId);
    const unnamed = { ...identity, email: null, status: 'insufficient_permissions' } as const;
    house.directory.identity = unnamed;
    await connect(house, accountId);
    const found = () => house.connections.find(accountId, connectedAccountId);
    expect(await found()).toMatchObject({ ...known, status: 'insufficient_permissions' });

    const another = await addAccount(house);
    const id = await connect(house, another);
    const subject = identity.externalSubject;
    expect(await house.connections.find(another, id)).toMatchObject({
      email: `${subject}@zoom.invalid`,
      external_subject: subject,
    });
    house.directory.identity = { ...identity, externalSubject: 'Owner-1' };
    await connect(house, another);
    expect(await house.connections.find(another, id)).toMatchObject(known);
  });

  it('maps providers by email, and leaves what was mapped by hand', async () => {
    house.directory.users = ['a@x.io', 'b@x.io', 'twin@x.io'].map((email) => directoryUser(email));
    house.directory.users.push(directoryUser('Twin@x.io', { externalId: 'twin-2' }));
    const [a, twin, byHand] = await Promise.all(
      ['A@x.io', 'twin@x.io', 'b@x.io'].map((email) => addPair(house, accountId, email)),
    );
    const key = { accountId, connectedAccountId, providerId: byHand?.providerId ?? '' };
    await house.mapUser.execute({ ...key, wanted: { email: 'a@x.io' }, provenance });
    const mappings = async () => {
      const { items } = await house.mappings.list(accountId, connectedAccountId, everything);
      return Object.fromEntries(
        items.map(({ provider, externalUser, source }) => [provider.id, `${source} ${externalUser.email}`]),
      );
    };
    expect(await mappings()).toEqual({ [a?.providerId ?? '']: 'auto a@x.io', [key.providerId]: 'manual a@x.io' });
    house.directory.users = house.directory.users.slice(1, 3);
    await sync();
    expect(await mappings()).toEqual({ [twin?.providerId ?? '']: 'auto twin@x.io', [key.providerId]: 'manual a@x.io' });
  });
});
