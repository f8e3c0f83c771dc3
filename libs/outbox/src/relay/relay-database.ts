import { openPool } from '@conferencing/postgres';
import type { Pool } from 'pg';

/**
 * A queue's statistics are always wrong (empty when looked at, millions a minute later), so the planner's choice is
 * taken away: indexes and nested loops only. A lost removal only means that a record is sent again, so commits don't
 * wait for the disk.
 */
const SESSION = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
  synchronous_commit: 'off',
};

/** The relay's own few connections: one fetches, one removes, one renews leases, one for the rest. */
export function openRelayPool(url: string, onError: (error: Error) => void): Pool {
  const settings = { url, size: 4, applicationName: 'outbox-relay', statementTimeoutMs: 10_000, session: SESSION };
  return openPool(settings, onError);
}
