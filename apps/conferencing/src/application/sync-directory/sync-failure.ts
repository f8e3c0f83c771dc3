import { DomainError } from '@conferencing/kernel';
import type { ConnectionStatus } from '../../domain/host-state.js';
import type { SyncFailure } from '../../domain/sync-turns.port.js';

/** The connection status after a failed listing; null: it says nothing about the connection. */
export function statusAfter({ kind }: SyncFailure): ConnectionStatus | null {
  return kind === 'reconnect_required' || kind === 'insufficient_permissions' ? kind : null;
}

/** The error for a caller who needed the directory. */
export function asDomainError({ kind, detail }: SyncFailure): DomainError {
  const code = kind === 'unreachable' ? 'provider_unreachable' : 'provider_rejected';
  return new DomainError('bad_gateway', { code, detail });
}
