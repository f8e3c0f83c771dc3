import { eventually } from '@conferencing/testing';
import { Client } from 'pg';
import { LOCK_OVERTAKEN } from '../../persistence/pairs/recover-pairs.sql.js';
import { HEADS_OF_KEYS, REPUBLISH } from '../../persistence/pairs/topic-heads.sql.js';
import { DELETE_BATCHES, OLDEST_BATCH } from '../../persistence/retention/retention.sql.js';
import { conferencing, type Racing, type Scene, startRacing } from './racing-requests.fixture.js';

interface Call {
  what: string;
  method?: string;
  path: string | ((scene: Scene) => string);
  body?: (scene: Scene) => object;
  accept?: string;
}

const host = ({ connection, user }: Scene) => ({ connected_account_id: connection, external_user_id: user });
const successor = ({ connection }: Scene) => ({ connected_account_id: connection, external_user_id: other });
/** What the app runs on these tables without a caller: the relay's look at the topic and its repairs, and the cleaner. */
const BACKGROUND = [HEADS_OF_KEYS, LOCK_OVERTAKEN, REPUBLISH, DELETE_BATCHES, OLDEST_BATCH].map((text) =>
  text.slice(0, 100),
);

/** The user who does not host. */
let other: string;

const CALLS: Call[] = [
  {
    what: 'a bulk',
    method: 'PUT',
    path: ({ service }) => `/v1/services/${service}/conferencing`,
    body: ({ connection }) => ({ connected_account_id: connection }),
  },
  {
    what: 'a handover',
    method: 'POST',
    path: '/v1/conferencing/handovers',
    body: (scene) => ({ from: host(scene), to: successor(scene) }),
  },
  {
    what: 'an undo',
    method: 'POST',
    path: '/v1/conferencing/undo',
    body: () => ({ batch_id: 'bat_000000000001' }),
  },
  {
    what: 'mappings in bulk',
    method: 'PUT',
    path: ({ connection }) => `/v1/connected_accounts/${connection}/user_mappings`,
    body: ({ provider, user }) => ({ mappings: [{ provider_id: provider, external_user_id: user }] }),
  },
  {
    what: 'the end of a connection',
    method: 'DELETE',
    path: ({ connection }) => `/v1/connected_accounts/${connection}`,
  },
  {
    what: 'a deactivation',
    method: 'PUT',
    path: ({ provider }) => `/v1/providers/${provider}`,
    body: () => ({ display_name: 'Ann', active: false }),
  },
  { what: 'the pair list', path: '/v1/service_providers' },
  { what: 'the pair list as CSV', path: '/v1/service_providers', accept: 'text/csv' },
  { what: 'what needs attention', path: '/v1/conferencing/attention' },
  { what: 'the summary', path: '/v1/conferencing/summary' },
  { what: 'the pairs of a service', path: ({ service }) => `/v1/services/${service}/conferencing` },
];

describe('a caller who leaves', () => {
  let racing: Racing;
  let scene: Scene;
  let holder: Client;
  let observer: Client;

  beforeAll(async () => {
    racing = await startRacing();
    [holder, observer] = [1, 2].map(() => new Client({ connectionString: racing.house.databaseUrl })) as [
      Client,
      Client,
    ];
    await Promise.all([holder.connect(), observer.connect()]);
    const users = ['ann@x.io', 'bob@x.io'].map((email) => ({ email, type: 2 }));
    await racing.house.zoom('PUT', '/accounts/raced/users', users);
    scene = await racing.scene();
    const { body } = await scene.api('GET', `/v1/connected_accounts/${scene.connection}/external_users`);
    other = body.data.find((user: { id: string }) => user.id !== scene.user).id;
  });
  afterAll(async () => {
    await Promise.all([holder?.end(), observer?.end()]);
    await racing?.stop();
  });

  /** What callers run that waits for a lock in PostgreSQL. */
  const waiting = async () => {
    const { rows } = await observer.query<{ query: string }>(
      `SELECT query FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND left(query, 100) <> ALL ($1)`,
      [BACKGROUND],
    );
    return rows.map(({ query }) => query);
  };

  const leaveDuring = async ({ method = 'GET', path, body, accept = '*/*' }: Call) => {
    const left = new AbortController();
    const headers = { authorization: `Bearer ${racing.tenant.token}`, accept };
    const answer = fetch(racing.house.url + (typeof path === 'string' ? path : path(scene)), {
      method,
      signal: left.signal,
      ...(body === undefined
        ? { headers }
        : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body(scene)) }),
    }).catch((error: Error) => error.name);
    await eventually(async () => (await waiting()).length > 0);
    left.abort();
    expect(await answer).toBe('AbortError');
    await eventually(async () => {
      expect(await waiting()).toEqual([]);
      return true;
    });
  };

  it.each(CALLS)('during $what ends it in PostgreSQL too, and nothing is changed', async (call) => {
    const before = await scene.api('GET', conferencing(scene));
    await holder.query('BEGIN; LOCK TABLE service_providers, user_mappings, batch_changes');
    try {
      await leaveDuring(call);
    } finally {
      await holder.query('ROLLBACK');
    }
    const after = await scene.api('GET', conferencing(scene));
    const [etagBefore, etagAfter] = [before, after].map(({ headers }) => headers.get('etag'));
    expect([after.status, after.text, etagAfter]).toEqual([200, before.text, etagBefore]);
  });
});
