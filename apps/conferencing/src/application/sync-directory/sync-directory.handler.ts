import { Injectable } from '@nestjs/common';
import type { Provenance } from '../../domain/provenance.js';

export interface SyncDirectoryCommand {
  accountId: string;
  connectedAccountId: string;
}

/** Brings the users of a connected account in line with its external directory. */
@Injectable()
export abstract class SyncDirectory {
  /**
   * Resolves when a sync that began after this call has been applied: pairs, mappings and users show it. The events
   * that it makes belong to the caller's trace; their actor is `system:sync`.
   *
   * @throws DomainError `not_found` when the account has no such connection, or one that cannot host;
   *   `bad_gateway` with code `provider_unreachable` or `provider_rejected` when the directory could not be read
   */
  abstract execute(command: SyncDirectoryCommand, provenance: Provenance): Promise<void>;
}
