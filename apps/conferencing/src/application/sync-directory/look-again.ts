import { DomainError } from '@conferencing/kernel';
import type { Provenance } from '../../domain/provenance.js';
import type { SyncDirectoryHandler, SyncDirectoryCommand } from './sync-directory.handler.js';

/**
 * Syncs for a caller who named an unknown host. Ignore not_found here: the retry reports the missing connection as 422.
 */
export async function lookAgain(
  directory: SyncDirectoryHandler,
  connection: SyncDirectoryCommand,
  provenance: Pick<Provenance, 'traceparent'>,
): Promise<void> {
  try {
    await directory.execute(connection, provenance);
  } catch (error) {
    if (!(error instanceof DomainError && error.kind === 'not_found')) throw error;
  }
}
