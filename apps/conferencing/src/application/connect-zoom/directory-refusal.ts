import { DomainError, invalid } from '@conferencing/kernel';
import { DirectoryFailure } from '../../domain/external-directory.port.js';

/** What a caller is told whose new credentials or consent could not be taken; other errors stay what they are. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof DirectoryFailure)) return error;
  if (error.kind === 'credentials_rejected') return invalid(error.detail, '/credentials', 'credentials_rejected');
  const code = error.kind === 'unreachable' ? 'provider_unreachable' : 'provider_rejected';
  return new DomainError('bad_gateway', { code, detail: error.detail }, { cause: error });
}
