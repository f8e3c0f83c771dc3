import { addAccount, connect, type Conferencing, makeConferencing } from '../../conferencing.fixture.js';
import { expectSyncedInPages } from './synced-in-pages.fixture.js';

describe('a sync of a very large Zoom account', () => {
  let house: Conferencing;
  beforeAll(async () => {
    house = await makeConferencing();
  });
  afterAll(() => house.close());

  it('takes 50,000 users a page at a time, and writes nothing the second time', async () => {
    const accountId = await addAccount(house);
    const connectedAccountId = await connect(house, accountId);
    await expectSyncedInPages(house, { accountId, connectedAccountId }, 50_000);
  });
});
