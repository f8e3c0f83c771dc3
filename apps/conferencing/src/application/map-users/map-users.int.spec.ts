import { type Conferencing, makeConferencing, provenance } from '../../conferencing.fixture.js';
import { DirectoryFailure } from '../../domain/external-directory.port.js';
import type { WantedHost } from '../../domain/host-resolution.js';
import { type Clinic, openClinic } from '../clinic.fixture.js';

const NAMES = ['ann', 'bob', 'cid', 'dan'];

describe('mapping many providers', () => {
  let house: Conferencing;
  let clinic: Clinic;

  beforeAll(async () => {
    house = await makeConferencing();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    clinic = await openClinic(house, NAMES);
  });

  const byEmail = (name: string): WantedHost => ({ email: `${name.toUpperCase()}@example.com` });
  const byId = (name: string): WantedHost => ({ externalUserId: clinic.userOf(name) });
  /** The result for each provider. */
  const map = async (wishes: Record<string, WantedHost>, dryRun = false) => {
    const { accountId, connectedAccountId } = clinic;
    const list = Object.entries(wishes).map(([name, wanted]) => ({ providerId: clinic.idOf(name), wanted }));
    const command = { accountId, connectedAccountId, wishes: list, dryRun, provenance };
    const { mapped, unchanged, rejected } = await house.mapUsers.execute(command);
    const nameOf = (id: string) => NAMES.find((name) => clinic.idOf(name) === id) ?? id;
    return Object.fromEntries([
      ...mapped.map(({ providerId }) => [nameOf(providerId), 'mapped']),
      ...unchanged.map((providerId) => [nameOf(providerId), 'unchanged']),
      ...rejected.map(({ providerId, code }) => [nameOf(providerId), code]),
    ]);
  };
  const mappingOf = async (name: string) => {
    const found = await house.mappings.find(clinic.accountId, clinic.connectedAccountId, clinic.idOf(name));
    return found && [found.source, found.externalUser.id];
  };

  it('maps what can be mapped, makes auto mappings manual, and gives a reason for the rest', async () => {
    await clinic.putProvider('dan', false);
    await clinic.setUsers('ann', 'bob', 'cid');
    const wishes = {
      ann: byId('bob'),
      bob: byEmail('bob'),
      cid: { email: 'nobody@example.com' },
      dan: byId('ann'),
      prov_unknown00000: byId('ann'),
    };
    const reported = {
      ann: 'mapped',
      bob: 'mapped',
      cid: 'host_not_found',
      dan: 'not_found',
      prov_unknown00000: 'not_found',
    };
    expect(await map(wishes, true)).toEqual(reported);
    expect(await mappingOf('bob')).toEqual(['auto', clinic.userOf('bob')]);
    expect(await map(wishes)).toEqual(reported);
    expect([await mappingOf('ann'), await mappingOf('bob')]).toEqual([
      ['manual', clinic.userOf('bob')],
      ['manual', clinic.userOf('bob')],
    ]);
    expect(await map({ ann: byId('bob'), bob: byId('cid') })).toEqual({ ann: 'unchanged', bob: 'mapped' });
    expect(await map({ cid: byId('dan'), bob: { externalUserId: 'exusr_unknown00000' } })).toEqual({
      cid: 'host_not_in_connected_account',
      bob: 'host_not_in_connected_account',
    });
  });

  it('asks Zoom once for all unknown emails, and maps the others even if Zoom is unreachable', async () => {
    const { directory } = house;
    const listings = directory.listings;
    directory.users.push(
      { ...directory.users[0]!, externalId: 'Zoom-new', email: 'new@example.com' },
      { ...directory.users[0]!, externalId: 'Zoom-twin', email: 'BOB@example.com' },
    );
    expect(await map({ ann: byEmail('new'), bob: byEmail('bob'), cid: { email: 'no@example.com' } })).toEqual({
      ann: 'mapped',
      bob: 'host_ambiguous',
      cid: 'host_not_found',
    });
    expect(directory.listings).toBe(listings + 1);
    directory.failure = new DirectoryFailure('unreachable', 'It is down');
    expect(await map({ ann: byEmail('cid'), cid: { email: 'no@example.com' } })).toEqual({
      ann: 'mapped',
      cid: 'provider_unreachable',
    });
  });

  it('refuses a provider who is named twice, and a connection that is not there', async () => {
    const { accountId, connectedAccountId } = clinic;
    const twice = [byId('ann'), byId('bob')].map((wanted) => ({ providerId: clinic.idOf('ann'), wanted }));
    const command = { accountId, connectedAccountId, wishes: twice, dryRun: false, provenance };
    const pointer = '/mappings/1/provider_id';
    await expect(house.mapUsers.execute(command)).rejects.toMatchObject({ kind: 'invalid', faults: [{ pointer }] });
    const elsewhere = { ...command, connectedAccountId: 'cact_unknown00000' };
    await expect(house.mapUsers.execute(elsewhere)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
