import { Pool } from 'pg';

/**
 * A queue's statistics are always wrong (empty when looked at, millions a minute later), so the planner's choice is
 * taken away: indexes and nested loops only. A lost removal only means that a record is sent again, so commits don't
 * wait for the disk.
 */
const SESSION = [
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_bitmapscan=off',
  'jit=off',
  'synchronous_commit=off',
  'timezone=UTC',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** The relay's own few connections: one fetches, one removes, one renews leases, one for the rest. */
export function openRelayPool(connectionString: string, onError: (error: Error) => void): Pool {
  const pool = new Pool({
    connectionString,
    max: 4,
    options: SESSION,
    application_name: 'outbox-relay',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 12_000,
    keepAlive: true,
  });
  pool.on('error', onError);
  return pool;
}
