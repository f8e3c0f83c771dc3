import { newId } from '@conferencing/kernel';
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
import type { PairKey } from '../../domain/assignments.port.js';
import type { CatalogChanges } from '../../domain/catalog-change.js';

let house: Conferencing;
let accountId: string;
let connectedAccountId: string;

beforeAll(async () => {
  house = await makeConferencing();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.directory.reset();
  house.directory.users = [directoryUser('ann@x.io')];
  accountId = await addAccount(house);
  connectedAccountId = await connect(house, accountId);
  await house.sync.execute({ accountId, connectedAccountId }, provenance);
});

const assign = (pair: PairKey) =>
  house.assignHost.execute({
    pair,
    connectedAccountId,
    wanted: { email: 'ann@x.io' },
    precondition: null,
    provenance,
  });
const attributes = { displayName: 'Dr. Lee', email: null, firstName: null, lastName: null, timeZone: null };
const setActive = ({ providerId }: PairKey, active: boolean) =>
  house.putProvider.execute({ accountId, providerId, attributes, active, provenance });
const NOTHING: CatalogChanges = { services: [], providers: [], pairs: [] };
const change = (changes: Partial<CatalogChanges>) =>
  house.unitOfWork.forAccount(accountId, (transaction) =>
    house.changes.execute(transaction, accountId, { ...NOTHING, ...changes }, { ...provenance, at: new Date() }),
  );
const service = (id: string, live: boolean, version: number | null = null) =>
  change({ services: [{ id, name: live ? 'Talk' : null, live, version }] });

describe('the catalog', () => {
  it('clears pairs that may no longer have a host, and lets them come back empty', async () => {
    const pair = await addPair(house, accountId);
    await assign(pair);
    await setActive(pair, false);
    await expect(assign(pair)).rejects.toMatchObject({ kind: 'not_found' });
    await setActive(pair, true);
    await assign(pair);
    await service(pair.serviceId, false);
    await expect(assign(pair)).rejects.toMatchObject({ kind: 'not_found' });
    await service(pair.serviceId, true);
    await assign(pair);
    await house.unassignProvider.execute(pair, provenance);
    await expect(house.unassignProvider.execute(pair, provenance)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(assign(pair)).rejects.toMatchObject({ kind: 'not_found' });
    await house.assignProvider.execute(pair, provenance);
    await assign(pair);
    expect(await eventsOf(house, pair)).toEqual([
      '1 assigned - ready',
      '2 cleared provider_deactivated unassigned',
      '3 assigned - ready',
      '4 cleared service_removed unassigned',
      'tombstone 4',
      '5 assigned - ready',
      '6 cleared service_provider_unassigned unassigned',
      'tombstone 6',
      '7 assigned - ready',
    ]);
  });

  it('does not show a pair as assigned that the topic gave to another account', async () => {
    const pair = { accountId, serviceId: newId('service'), providerId: newId('provider') };
    await change({ pairs: [{ ...pair, assigned: true, version: 1 }] });
    const theirs = { ...pair, accountId: await addAccount(house) };
    await house.putService.execute({ ...theirs, name: 'Talk', provenance });
    await house.putProvider.execute({ ...theirs, attributes, active: true, provenance });
    await expect(house.assignProvider.execute(theirs, provenance)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('has no events for pairs that never had a host, and ends a published key once', async () => {
    const [silent, cleared] = [await addPair(house, accountId), await addPair(house, accountId)];
    await house.unassignProvider.execute(silent, provenance);
    await service(silent.serviceId, false);
    expect(await eventsOf(house, silent)).toEqual([]);
    await assign(cleared);
    await setActive(cleared, false);
    await house.unassignProvider.execute(cleared, provenance);
    await service(cleared.serviceId, false);
    expect(await eventsOf(house, cleared)).toEqual([
      '1 assigned - ready',
      '2 cleared provider_deactivated unassigned',
      'tombstone 2',
    ]);
  });

  it('takes a pair before its service and its provider, in any order', async () => {
    const pair = { accountId, serviceId: newId('service'), providerId: newId('provider') };
    await change({ pairs: [{ ...pair, assigned: true, version: 3 }] });
    await expect(assign(pair)).rejects.toMatchObject({ kind: 'not_found' });
    await service(pair.serviceId, true, 9);
    await setActive(pair, true);
    await assign(pair);
    await change({ pairs: [{ ...pair, assigned: false, version: 2 }] });
    await change({ pairs: [{ ...pair, assigned: false, version: 3 }] });
    await service(pair.serviceId, false, 9);
    expect(await eventsOf(house, pair)).toEqual(['1 assigned - ready']);
    await service(pair.serviceId, false, 10);
    await service(pair.serviceId, true, null);
    await service(pair.serviceId, false, 10);
    await assign(pair);
    expect((await eventsOf(house, pair)).at(-1)).toBe('3 assigned - ready');
  });

  it('keeps what a deactivation does not contain', async () => {
    const { providerId } = await addPair(house, accountId, 'ann@x.io');
    await change({ providers: [{ id: providerId, active: false, attributes: null, version: 1 }] });
    expect(await house.reader.provider(accountId, providerId, null)).toMatchObject({
      active: false,
      email: 'ann@x.io',
    });
  });

  it('does not touch what another account has', async () => {
    const pair = await addPair(house, accountId);
    const intruder = await addAccount(house);
    const mine = await house.reader.service(accountId, pair.serviceId, null);
    await expect(
      house.putService.execute({ accountId: intruder, serviceId: pair.serviceId, name: 'Mine', provenance }),
    ).rejects.toMatchObject({ kind: 'not_found' });
    await expect(house.assignProvider.execute({ ...pair, accountId: intruder }, provenance)).rejects.toMatchObject({
      kind: 'not_found',
    });
    await expect(house.unassignProvider.execute({ ...pair, accountId: intruder }, provenance)).rejects.toMatchObject({
      kind: 'not_found',
    });
    expect(await house.reader.service(accountId, pair.serviceId, null)).toEqual(mine);
  });

  it.each(['deactivation', 'removal', 'unassignment', 'disconnection'])(
    'leaves no host behind that was assigned during a %s',
    async (kind) => {
      const pairs = await Promise.all(Array.from({ length: 6 }, () => addPair(house, accountId)));
      const end = (pair: PairKey) => {
        if (kind === 'deactivation') return setActive(pair, false);
        if (kind === 'removal') return service(pair.serviceId, false);
        if (kind === 'unassignment') return house.unassignProvider.execute(pair, provenance);
        return house.disconnectAccount.execute({ accountId, connectedAccountId, provenance });
      };
      await Promise.allSettled(
        pairs.flatMap((pair, index) => [
          assign(pair),
          assign(pair),
          ...(kind === 'disconnection' && index > 0 ? [] : [end(pair)]),
          assign(pair),
        ]),
      );
      for (const pair of pairs) {
        const events = await eventsOf(house, pair);
        const versions = events.filter((event) => !event.startsWith('tombstone')).map((event) => parseInt(event, 10));
        expect(versions).toEqual(versions.map((_, index) => index + 1));
        expect((await house.assignments.show(pair))?.resource ?? null).toBeNull();
        if (events.length > 0) expect(events.at(-1)).toMatch(/cleared|tombstone/);
      }
    },
  );
});
