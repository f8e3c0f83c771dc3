import { DomainError, invalid } from '@conferencing/kernel';
import { DirectoryFailure } from '../../domain/external-directory.port.js';

/** The error for a caller whose new credentials or consent were refused; other errors do not change. */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof DirectoryFailure)) return error;
  if (error.kind === 'credentials_rejected') return invalid(error.detail, '/credentials', 'credentials_rejected');
  const code = error.kind === 'unreachable' ? 'provider_unreachable' : 'provider_rejected';
  return new DomainError('bad_gateway', { code, detail: error.detail }, { cause: error });
}
