import { Database, openPool } from '@conferencing/database';
import { newId } from '@conferencing/kernel';
import { OutboxSignal } from '@conferencing/outbox';
import type { Why } from '../../domain/assignments.port.js';
import { conferencingDatabase } from '../conferencing-database.fixture.js';
import { PgAssignments } from './assignments.repository.js';
import { PgPairBatches } from './pair-batches.repository.js';
import { PgPairFanOut } from './pair-fan-out.repository.js';
import { PgUnitOfWork } from './pg-unit-of-work.js';

/** A conferencing database of its own, with one account in it, and the adapters that work on pairs. */
export async function makePairs() {
  const { url, drop } = await conferencingDatabase();
  const pool = openPool({ url, size: 8, applicationName: 'pairs' }, () => undefined);
  const database = new Database(pool);
  const signal = new OutboxSignal(() => Promise.resolve());
  const accountId = newId('account');
  await database.execute('INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, now())', [accountId, 'Clinic']);
  return {
    url,
    database,
    accountId,
    assignments: new PgAssignments(database, signal),
    batches: new PgPairBatches(database),
    fanOut: new PgPairFanOut(),
    unitOfWork: new PgUnitOfWork(database, signal),
    why: { actor: 'platform', traceparent: null, at: new Date() } satisfies Why,
    async close() {
      await pool.end();
      await drop();
    },
  };
}

export type Pairs = Awaited<ReturnType<typeof makePairs>>;

/** A connected Zoom account with this many active users. */
export async function connectZoom({ database, accountId }: Pairs, users: number) {
  const id = newId('connectedAccount');
  await database.execute(
    `INSERT INTO connected_accounts (id, account_id, provider, connection_scope, email, external_subject,
       external_account_id, status, created_at, updated_at)
     VALUES ($1, $2, 'zoom_admin', 'account', 'owner@example.com', $1, $1, 'active', now(), now())`,
    [id, accountId],
  );
  const rows = await database.query<{ id: string; email: string }>(
    `INSERT INTO external_users (id, account_id, connected_account_id, external_id, email, first_name, last_name, status,
       created_at, updated_at)
     SELECT 'exusr_' || right(gen_random_uuid()::text, 12), $1, $2, 'zoom' || i, 'user' || i || '@example.com', 'First',
       'Last', 'active', now(), now()
     FROM generate_series(1, $3::int) i
     RETURNING id, email`,
    [accountId, id, users],
  );
  return { id, users: rows };
}

/** This many pairs on one service, all of which may have a host. */
export async function addPairs({ database, accountId }: Pairs, count: number) {
  const serviceId = newId('service');
  await database.execute(
    `INSERT INTO services (id, account_id, name, live, created_at, updated_at) VALUES ($1, $2, 'Talk', true, now(), now())`,
    [serviceId, accountId],
  );
  const providers = await database.query<{ id: string }>(
    `INSERT INTO providers (id, account_id, display_name, active, created_at, updated_at)
     SELECT 'prov_' || right(gen_random_uuid()::text, 12), $1, 'Dr. ' || i, true, now(), now()
     FROM generate_series(1, $2::int) i
     RETURNING id`,
    [accountId, count],
  );
  await database.execute(
    `INSERT INTO service_providers (service_id, provider_id, account_id, in_catalog, service_live, provider_active)
     SELECT $1, unnest($2::text[]), $3, true, true, true`,
    [serviceId, providers.map(({ id }) => id), accountId],
  );
  return { serviceId, keys: providers.map(({ id }) => ({ accountId, serviceId, providerId: id })) };
}
