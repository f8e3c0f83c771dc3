import { conferencing, type Racing, REQUESTS, startRacing } from './racing-requests.fixture.js';

describe('requests that meet on the same rows', () => {
  let racing: Racing;
  beforeAll(async () => (racing = await startRacing()));
  afterAll(() => racing.stop());

  it('never cause a server error when one of them deletes the connection', async () => {
    expect(await racing.faultsOf(REQUESTS[0]!, REQUESTS, 1)).toEqual([]);
  });

  it('a sync of a deleted connection is 404, an assignment from it 422', async () => {
    const answers = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const on = await racing.scene();
      await Promise.all([
        on.api('DELETE', `/v1/connected_accounts/${on.connection}`),
        on
          .api('POST', `/v1/connected_accounts/${on.connection}/external_users/sync`)
          .then(({ status }) => answers.add(`sync ${status}`)),
        on
          .api('PUT', conferencing(on), { connected_account_id: on.connection, email: 'nobody@x.io' })
          .then(({ status, body }) => answers.add(`assign ${status} ${body.errors?.[0].code}`)),
      ]);
    }
    const allowed = ['sync 200', 'sync 404', 'assign 422 host_not_found', 'assign 422 connected_account_not_found'];
    expect([...answers].filter((answer) => !allowed.includes(answer))).toEqual([]);
  });
});
