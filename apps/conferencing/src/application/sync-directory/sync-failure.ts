import { DomainError } from '@conferencing/kernel';
import type { ConnectionStatus } from '../../domain/host-state.js';
import type { SyncFailure } from '../../domain/sync-turns.port.js';

/** What a failed listing tells about the connection; null: nothing. */
export function statusAfter({ kind }: SyncFailure): ConnectionStatus | null {
  return kind === 'reconnect_required' || kind === 'insufficient_permissions' ? kind : null;
}

/** What a caller is told who needed the directory. */
export function asDomainError({ kind, detail }: SyncFailure): DomainError {
  const code = kind === 'unreachable' ? 'provider_unreachable' : 'provider_rejected';
  return new DomainError('bad_gateway', { code, detail });
}
