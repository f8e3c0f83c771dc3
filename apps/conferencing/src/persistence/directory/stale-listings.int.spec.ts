import { addPairs, connectZoom, makePairs, type Pairs } from '../pairs/pairs.fixture.js';
import { HEADS_AFTER, HEADS_OF_KEYS, REPUBLISH } from '../pairs/topic-heads.sql.js';
import { LOCK_OVERTAKEN, RECOVER_PAIRS } from '../pairs/recover-pairs.sql.js';
import { APPLY_LISTING } from './apply-listing.sql.js';
import { PgDirectoryListing } from './directory-listing.repository.js';
import { JOIN_LISTED_USERS } from './join-users.sql.js';
import { JOIN_WHOLE_LISTINGS } from './listed-users.sql.js';
import { MISSING_USERS } from './missing-users.sql.js';

const MANY = 1_500;
/** Rows that all steps of a plan may take together for each user or pair. What is quadratic takes hundreds. */
const ROWS_FOR_EACH = 60;

interface PlanNode {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: PlanNode[];
}

/** Rows that pass through the plan, or are looked at and dropped, temporary results included. */
function rowsOf(node: PlanNode): number {
  const each = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0);
  return each * node['Actual Loops'] + (node.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
}

describe('over whole listings and all pairs, while statistics know of a few rows', () => {
  let pairs: Pairs;
  let zoom: Awaited<ReturnType<typeof connectZoom>>;
  let keys: string[];

  beforeAll(async () => {
    pairs = await makePairs();
    const { rows } = await pairs.database.pool.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows) await pairs.database.pool.query(`ALTER TABLE ${name} SET (autovacuum_enabled = off)`);
    for (let few = 0; few < 30; few += 1) {
      await connectZoom(pairs, 1);
      await addPairs(pairs, 1);
    }
    await pairs.database.execute('ANALYZE');
    zoom = await connectZoom(pairs, MANY);
    const added = await addPairs(pairs, MANY);
    keys = added.keys.map(({ serviceId, providerId }) => `${serviceId}/${providerId}`);
    const changes = added.keys.map(
      (key, i) => ({ ...key, change: 'assigned', externalUserId: zoom.users[i]!.id }) as const,
    );
    const why = { ...pairs.why, reason: null, resolvedBy: 'bulk', batchId: 'bat_000000000001' } as const;
    await pairs.unitOfWork.forAccount(pairs.accountId, (tx) => pairs.batches.assign(tx, pairs.accountId, changes, why));
    await beginListing();
  });
  afterAll(() => pairs.close());

  /** Half of the users by an id that is known, the others by their email alone. */
  async function beginListing() {
    await pairs.database.execute(
      `INSERT INTO directory_syncs (connected_account_id, run, started_at, lease_until) VALUES ($1, 1, now(), now())`,
      [zoom.id],
    );
    const run = { connectedAccountId: zoom.id, number: 1 } as never;
    const users = zoom.users.map(({ email }, i) => ({
      externalId: i % 2 === 0 ? `zoom${i + 1}` : null,
      email,
      firstName: 'Other',
      lastName: 'Last',
      displayName: null,
      status: 'active' as const,
      licensed: true,
    }));
    await new PgDirectoryListing(pairs.database).add(run, users);
    await pairs.database.execute(
      `UPDATE external_users SET email = NULL, field_events = '{"presence": {"at": 1}}'
       WHERE connected_account_id = $1 AND right(external_id, 1) = '9'`,
      [zoom.id],
    );
  }

  /** What the statement costs for each user or pair; nothing of it stays. */
  async function cost(text: string, values: unknown[], before: string[] = []): Promise<number> {
    return pairs.database.session(async (client) => {
      await client.query('BEGIN');
      try {
        for (const statement of before) await client.query(statement);
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>({
          text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
          values,
        });
        return rowsOf(rows[0]!['QUERY PLAN'][0].Plan) / MANY;
      } finally {
        await client.query('ROLLBACK');
      }
    });
  }

  const shown = () => keys.map(() => '{"connected_account":{"id":"x"}}');
  const lost = () =>
    `INSERT INTO outbox_lost_keys (aggregateid, version, payload)
     SELECT service_id || '/' || provider_id, 9, '{"data":null}' FROM service_providers WHERE version > 0`;

  const WORK: [string, () => Promise<number>][] = [
    ['a listing is applied', () => cost(APPLY_LISTING, [zoom.id, 1, new Date(), []], [JOIN_WHOLE_LISTINGS])],
    ['users of a listing are joined', () => cost(JOIN_LISTED_USERS, [zoom.id, new Date(), 1], [JOIN_WHOLE_LISTINGS])],
    ['missing users are found', () => cost(MISSING_USERS, [zoom.id, 1], [JOIN_WHOLE_LISTINGS])],
    ['heads of keys are read', () => cost(HEADS_OF_KEYS, [keys])],
    ['a page of heads is read', () => cost(HEADS_AFTER, ['', '', MANY])],
    ['keys are published again', () => cost(REPUBLISH, [keys])],
    ['overtaken keys are locked', () => cost(LOCK_OVERTAKEN, [MANY], [lost()])],
    [
      'overtaken keys are recovered',
      () => cost(RECOVER_PAIRS, [keys, keys.map(() => 9), shown(), new Date(), null], [lost()]),
    ],
  ];

  it.each(WORK)('%s in time proportional to their number', async (_name, measured) => {
    expect(await measured()).toBeLessThan(ROWS_FOR_EACH);
  });

  it('are counted: a comparison of each with each would be seen', async () => {
    const nested = [`SET LOCAL enable_hashjoin = off`, `SET LOCAL enable_mergejoin = off`];
    expect(await cost(APPLY_LISTING, [zoom.id, 1, new Date(), []], nested)).toBeGreaterThan(ROWS_FOR_EACH);
  });
});
