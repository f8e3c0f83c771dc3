import { type Conferencing, provenance } from '../../conferencing.fixture.js';
import { directoryUser } from '../../directory/in-memory-directory.fixture.js';

/** Syncs this many users twice: all are there, none was written again, and nothing of the listings is left. */
export async function expectSyncedInPages(
  house: Conferencing,
  connection: { accountId: string; connectedAccountId: string },
  users: number,
): Promise<void> {
  house.directory.users = Array.from({ length: users }, (_, index) => directoryUser(`user${index}@x.io`));
  house.directory.pageSize = 300;
  await house.sync.execute(connection, provenance);
  await house.sync.execute(connection, provenance);
  const { rows } = await house.pool.query<{ users: number; rewritten: number }>(
    `SELECT count(*)::int AS users, count(*) FILTER (WHERE updated_at > created_at)::int AS rewritten
     FROM external_users WHERE connected_account_id = $1`,
    [connection.connectedAccountId],
  );
  expect(rows).toEqual([{ users, rewritten: 0 }]);
  const { rows: left } = await house.pool.query('SELECT count(*)::int AS left FROM listed_users');
  expect(left).toEqual([{ left: 0 }]);
}
