import type { Database } from '@conferencing/database';
import { OutboxControl, type OutboxStatus } from '@conferencing/outbox';
import { CredentialChanges } from '../persistence/accounts/credential-changes.repository.js';

export interface ConferencingStatus {
  outbox: OutboxStatus;
  /** How many connected accounts are in each status. */
  connections: Record<string, number>;
  /** Accounts, tokens and signing keys that are not yet published to read-models. */
  credentialsWaiting: number;
}

const CONNECTIONS_BY_STATUS = `
SELECT status, count(*)::int AS count FROM connected_accounts GROUP BY status ORDER BY status`;

/** What only conferencing knows of how it is. Counts exactly: about a second for each few million waiting events. */
export async function conferencingStatus(database: Database): Promise<ConferencingStatus> {
  const [outbox, connections, credentialsWaiting] = await Promise.all([
    new OutboxControl(database.pool).status(),
    database.query<{ status: string; count: number }>(CONNECTIONS_BY_STATUS),
    new CredentialChanges(database).waiting(),
  ]);
  return {
    outbox,
    connections: Object.fromEntries(connections.map(({ status, count }) => [status, count])),
    credentialsWaiting,
  };
}
