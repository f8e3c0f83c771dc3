import { closedGate, eventually } from '@conferencing/testing';
import {
  addAccount,
  addPair,
  connect,
  type Conferencing,
  eventsOf,
  makeConferencing,
  provenance,
} from '../../conferencing.fixture.js';
import { directoryUser } from '../../directory/in-memory-directory.fixture.js';
import type { DirectoryChange, DirectoryPerson } from '../../domain/directory-change.js';

let house: Conferencing;
let accountId: string;
let connectedAccountId: string;
let start: number;

beforeAll(async () => {
  house = await makeConferencing();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.directory.reset();
  accountId = await addAccount(house);
  connectedAccountId = await connect(house, accountId);
});

const EMAIL = 'pen@x.io';
const ID = { externalId: 'XA1', email: null };
const ID_AND_EMAIL = { externalId: 'XA1', email: 'Pen@x.io' };
const ONLY_EMAIL = { externalId: null, email: EMAIL };

const sync = () => house.sync.execute({ accountId, connectedAccountId }, provenance);
/** Lists these people, and dates every later webhook after the listing. */
const synced = async (...users: ReturnType<typeof directoryUser>[]) => {
  house.directory.users = users;
  await sync();
  start = Date.now();
  await eventually(() => Date.now() > start + 20);
};
const pending = directoryUser(EMAIL, { externalId: null, status: 'pending', firstName: 'Pen' });
const accepted = directoryUser(EMAIL, { externalId: 'XA1', firstName: 'Neu' });

/** Sends a webhook that happened this many milliseconds after the listing. */
const tell = (kind: DirectoryChange['kind'], person: DirectoryPerson, after: number, fields: object = {}) =>
  house.applyChange.execute({
    change: {
      kind,
      externalAccountId: 'Zoom-Account',
      occurredAt: new Date(start + after),
      person,
      fields,
    } as DirectoryChange,
    traceparent: null,
  });
const accept = (after: number) =>
  tell('invitation_accepted', ID_AND_EMAIL, after, { email: 'Pen@x.io', status: 'active' });
const rename = (after: number, person: DirectoryPerson = ID) =>
  tell('user_updated', person, after, { firstName: 'Neu' });

/** Lets a second sync list all users, sends webhooks about later changes, and then lets the sync go on. */
const duringSync = async (telling: () => Promise<unknown>) => {
  const gate = closedGate();
  house.directory.held = gate.opened;
  const running = sync();
  await eventually(() => house.directory.listings === 2);
  start = Date.now();
  await eventually(() => Date.now() > start + 5);
  await telling();
  gate.open();
  await running;
};

const listed = async () => {
  const filter = { search: null, status: null };
  const page = { offset: 0, limit: 50 };
  return (await house.users.list(accountId, connectedAccountId, filter, page)).items;
};
const people = async () => (await listed()).map(({ email, first_name, status }) => `${email} ${first_name} ${status}`);
const assigned = async (wanted: { email: string } | { externalUserId: string }) => {
  const pair = await addPair(house, accountId);
  await house.assignHost.execute({ pair, connectedAccountId, wanted, precondition: null, provenance });
  return pair;
};
const hostState = async (pair: Awaited<ReturnType<typeof addPair>>) =>
  (await house.assignments.explain(pair)).hostState;

describe('a pending user whom a webhook names by id alone', () => {
  it.each([
    ['an update', () => rename(5)],
    ['an activation', () => tell('user_activated', ID, 5, { status: 'active' })],
  ])('stays the same person when %s comes before the listing with the id', async (_, reported) => {
    await synced(pending);
    const pair = await assigned({ email: EMAIL });
    const [before] = await listed();
    await reported();
    await synced(accepted);
    expect(await listed()).toEqual([expect.objectContaining({ id: before?.id, first_name: 'Neu', status: 'active' })]);
    expect(await hostState(pair)).toBe('ready');
  });

  it('stays the same person when the webhook with id and email comes later, and keeps the newest values', async () => {
    await synced(pending);
    const pair = await assigned({ email: EMAIL });
    await rename(15);
    await accept(5);
    await tell('user_updated', ID_AND_EMAIL, 10, { firstName: 'Between' });
    expect(await people()).toEqual(['Pen@x.io Neu active']);
    expect(await eventsOf(house, pair)).toEqual([
      '1 assigned - host_pending',
      '2 refreshed external_user_changed ready',
    ]);
    await assigned({ email: EMAIL });
    await synced(accepted);
    expect(await hostState(pair)).toBe('ready');
  });

  it('is gone when the removal by id has come before the id was known', async () => {
    await synced(pending);
    const pair = await assigned({ email: EMAIL });
    await tell('user_removed', ID, 15);
    await accept(5);
    expect(await people()).toEqual([]);
    expect(await hostState(pair)).toBe('host_removed');
  });

  it('shows what changed after the listing began', async () => {
    await synced(pending);
    const pair = await assigned({ email: EMAIL });
    house.directory.users = [accepted];
    await duringSync(() => tell('user_deactivated', ID, 5, { status: 'inactive', firstName: 'Newest' }));
    expect(await people()).toEqual([`${EMAIL} Newest inactive`]);
    expect(await eventsOf(house, pair)).toEqual([
      '1 assigned - host_pending',
      '2 refreshed external_user_changed host_inactive',
    ]);
  });

  it('is another person if a user with that id already hosts', async () => {
    await synced(pending);
    await tell('user_activated', ID, 5, { status: 'active' });
    const byId = (await listed()).find(({ email }) => email === null);
    const pair = await assigned({ externalUserId: byId?.id ?? '' });
    await accept(10);
    await synced(accepted);
    expect((await listed()).map(({ id }) => id)).toEqual([byId?.id]);
    expect(await hostState(pair)).toBe('ready');
  });
});

describe('a webhook that names a user by email alone', () => {
  it('finds a user who got an id since then, however late and often it arrives', async () => {
    await synced();
    const created = () => tell('user_created', ONLY_EMAIL, 5, { email: EMAIL, firstName: 'Pen', status: 'pending' });
    await accept(10);
    await created();
    await created();
    expect(await people()).toEqual(['Pen@x.io Pen active']);
  });

  it('changes and removes a user who has an id', async () => {
    await synced(accepted, directoryUser('b@x.io'));
    const pair = await assigned({ email: EMAIL });
    await rename(5, { ...ONLY_EMAIL, email: 'PEN@x.io' });
    await tell('user_deactivated', ONLY_EMAIL, 6, { status: 'inactive' });
    await tell('user_removed', { ...ONLY_EMAIL, email: 'b@x.io' }, 7);
    expect(await people()).toEqual([`${EMAIL} Neu inactive`]);
    expect(await hostState(pair)).toBe('host_inactive');
  });

  it('does not bring back a user who was removed after it', async () => {
    await synced(accepted);
    await tell('user_removed', ID, 10);
    await tell('user_deactivated', ONLY_EMAIL, 5, { status: 'inactive' });
    expect(await people()).toEqual([]);
  });

  it('means a new person if it is a later invitation', async () => {
    await synced(accepted);
    const pair = await assigned({ email: EMAIL });
    await tell('user_created', ONLY_EMAIL, 10, { email: EMAIL, firstName: 'New', status: 'pending' });
    await tell('user_removed', ID, 5);
    expect(await people()).toEqual([`${EMAIL} New pending`]);
    expect(await hostState(pair)).toBe('host_removed');
  });

  it('means the same person when an older listing shows them as pending', async () => {
    await synced(pending);
    await duringSync(() => accept(5));
    expect(await people()).toEqual(['Pen@x.io Pen active']);
  });
});

describe('a removal', () => {
  it.each([
    ['before', ['user_removed', 'user_deactivated']],
    ['after', ['user_deactivated', 'user_removed']],
  ] as const)('counts when it comes %s another webhook of the same millisecond', async (_, kinds) => {
    await synced(accepted);
    for (const kind of kinds) await tell(kind, ID, 5, kind === 'user_removed' ? {} : { status: 'inactive' });
    expect(await people()).toEqual([]);
  });
});
