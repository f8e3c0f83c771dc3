import { DomainError } from '@conferencing/kernel';
import type { Provenance } from '../../domain/provenance.js';
import type { SyncDirectory, SyncDirectoryCommand } from './sync-directory.handler.js';

/**
 * Syncs for a caller who has named a host that nobody knows. Ignores `not_found`: a connection that is gone by now is
 * judged by the next attempt, because for this caller it is not what the address names that is missing.
 */
export async function lookAgain(
  directory: SyncDirectory,
  connection: SyncDirectoryCommand,
  provenance: Pick<Provenance, 'traceparent'>,
): Promise<void> {
  try {
    await directory.execute(connection, provenance);
  } catch (error) {
    if (!(error instanceof DomainError && error.kind === 'not_found')) throw error;
  }
}
