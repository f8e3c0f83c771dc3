import fc from 'fast-check';
import {
  addAccount,
  addPair,
  connect,
  type Conferencing,
  eventsOf,
  makeConferencing,
  provenance,
} from '../../conferencing.fixture.js';
import type { DirectoryChange, DirectoryPerson } from '../../domain/directory-change.js';
import type { DirectoryUser } from '../../domain/external-directory.port.js';

let house: Conferencing;
let another: ReturnType<Conferencing['anotherProcess']>;

beforeAll(async () => {
  house = await makeConferencing();
  another = house.anotherProcess();
});
afterAll(() => house.close());

/** Actions of an administrator at the provider, each for one of three people. */
const DEEDS = ['invite', 'create', 'rename', 'activate', 'deactivate', 'delete'] as const;
const FATES = ['late', 'at once', 'twice', 'lost'] as const;
const NAMES = ['id and email', 'id', 'email'] as const;
const step = fc.record({
  deed: fc.constantFrom(...DEEDS),
  named: fc.constantFrom(...NAMES),
  who: fc.constantFrom('ann', 'bob', 'cyd'),
  fate: fc.constantFrom(...FATES),
  process: fc.constantFrom(0, 1),
  sync: fc.constantFrom('none', 'none', 'now', 'meanwhile'),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const processOf = (index: number) => (index === 0 ? house : another);

let lastMoment = 0;
/** No two events have the same millisecond, nor has one that of an earlier listing: then their order would be undefined. */
function moment(): Date {
  while (Date.now() <= Math.max(lastMoment, house.directory.listedAt));
  lastMoment = Date.now();
  return new Date(lastMoment);
}

/**
 * How a webhook names a person. By email alone only if it arrives at once and no one had the email before: otherwise
 * two people may be meant, and only a sync can decide.
 */
function nameOf(
  person: { externalId: string | null; email: string },
  { named, fate }: Step,
  freed: ReadonlySet<string>,
): DirectoryPerson {
  if (named === 'id' && person.externalId !== null) return { ...person, email: null };
  const clear = fate !== 'late' && !freed.has(person.email);
  return named === 'email' && clear ? { ...person, externalId: null } : person;
}

/**
 * Changes the provider's users, and returns its webhook; null if there is nothing to change. `freed` are the emails of
 * removed users.
 */
function perform(one: Step, serial: number, freed: Set<string>): DirectoryChange | null {
  const { deed, who } = one;
  const { users } = house.directory;
  const email = `${who}@x.io`;
  const user = users.find((found) => found.email === email);
  const become = (fields: Partial<DirectoryUser>) => {
    const after = { ...(user as DirectoryUser), ...fields };
    house.directory.users = users.map((found) => (found === user ? after : found));
    return { externalId: after.externalId, email };
  };
  const reported = () => ({ externalAccountId: 'ZOOM-account', occurredAt: moment() });
  if (deed === 'invite' || deed === 'create') {
    if (user !== undefined) return null;
    const pending = deed === 'invite';
    const names = { firstName: who, lastName: 'Lee', displayName: null };
    const fields = { email, ...names, status: pending ? ('pending' as const) : ('active' as const), licensed: true };
    const externalId = pending ? null : `${who}-${serial}`;
    house.directory.users = [...users, { externalId, ...fields }];
    return { kind: 'user_created', ...reported(), person: { externalId, email }, fields };
  }
  if (user === undefined) return null;
  const { externalId } = user;
  if (deed === 'delete') {
    house.directory.users = users.filter((found) => found !== user);
    const person = nameOf({ externalId, email }, one, freed);
    freed.add(email);
    return { kind: 'user_removed', ...reported(), person };
  }
  if (deed === 'rename') {
    if (externalId === null && freed.has(email)) return null;
    const firstName = `${who} ${serial}`;
    const person = nameOf(become({ firstName }), one, freed);
    return { kind: 'user_updated', person, ...reported(), fields: { firstName } };
  }
  if (deed === 'activate' && user.status === 'pending') {
    const person = become({ externalId: `${who}-${serial}`, status: 'active' });
    return { kind: 'invitation_accepted', person, ...reported(), fields: { email, status: 'active' } };
  }
  if (user.status === 'pending') return null;
  const status = deed === 'activate' ? 'active' : 'inactive';
  const kind = deed === 'activate' ? 'user_activated' : 'user_deactivated';
  const person = nameOf(become({ status }), one, freed);
  return { kind, person, ...reported(), fields: { status, ...(person.email === null ? {} : { email }) } };
}

async function shown(accountId: string, connectedAccountId: string) {
  const filter = { search: null, status: null };
  const { items } = await house.users.list(accountId, connectedAccountId, filter, { offset: 0, limit: 50 });
  const users = items.map(({ email, first_name, status }) => `${email} ${first_name} ${status}`).toSorted();
  const { items: mapped } = await house.mappings.list(accountId, connectedAccountId, { offset: 0, limit: 50 });
  return { users, mapped: mapped.map(({ externalUser }) => externalUser.email).toSorted() };
}

describe('webhooks and syncs, in any interleaving and by two processes', () => {
  it('end with what a fresh full sync says, and each pair with the state of its host', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        house.directory.reset();
        const accountId = await addAccount(house);
        const connectedAccountId = await connect(house, accountId);
        const pair = await addPair(house, accountId, 'ann@x.io');
        const sync = (index: number) => processOf(index).sync.execute({ accountId, connectedAccountId }, provenance);
        const deliver = (change: DirectoryChange, index: number) =>
          processOf(index).applyChange.execute({ change, traceparent: null });
        const late: [DirectoryChange, number][] = [];
        const meanwhile: Promise<void>[] = [];
        const freed = new Set<string>();
        let lost = false;
        for (const [serial, one] of steps.entries()) {
          const change = perform(one, serial, freed);
          if (change !== null && one.fate === 'lost') lost = true;
          else if (change !== null && one.fate === 'late') late.unshift([change, one.process]);
          else if (change !== null) {
            await deliver(change, one.process);
            if (one.fate === 'twice') await deliver(change, 1 - one.process);
          }
          if (one.sync === 'now') await sync(one.process);
          if (one.sync === 'meanwhile') meanwhile.push(sync(one.process));
          const wanted = { email: 'ann@x.io' };
          const command = { pair, connectedAccountId, wanted, precondition: null, provenance };
          if (serial === 2) await house.assignHost.execute(command).catch(() => undefined);
        }
        for (const [change, index] of late.splice(0, late.length / 2)) await deliver(change, index);
        await Promise.all(meanwhile);
        for (const [change, index] of late) await deliver(change, index);

        const fresh = await addAccount(house);
        const freshConnection = await connect(house, fresh);
        await addPair(house, fresh, 'ann@x.io');
        await house.sync.execute({ accountId: fresh, connectedAccountId: freshConnection }, provenance);
        const truth = await shown(fresh, freshConnection);
        if (!lost) expect(await shown(accountId, connectedAccountId)).toEqual(truth);
        await sync(0);
        expect(await shown(accountId, connectedAccountId)).toEqual(truth);
        const events = await eventsOf(house, pair);
        await sync(1);
        expect(await eventsOf(house, pair)).toEqual(events);
        const explained = await house.assignments.explain(pair);
        const condition = explained.condition;
        if (condition?.removed === true) expect(explained.hostState).toBe('host_removed');
        expect(explained.version).toBe(events.length);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});
