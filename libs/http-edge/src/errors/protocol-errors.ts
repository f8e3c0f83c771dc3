import { DomainError } from '@conferencing/kernel';

export function malformed(detail: string): DomainError {
  return new DomainError('malformed', { code: 'malformed_request', detail });
}

export function unauthorized(detail: string): DomainError {
  return new DomainError('unauthorized', { code: 'unauthorized', detail });
}

export function forbidden(detail: string): DomainError {
  return new DomainError('forbidden', { code: 'forbidden', detail });
}

export function unavailable(detail: string, options?: ErrorOptions): DomainError {
  return new DomainError('unavailable', { code: 'unavailable', detail }, options);
}

/** A temporary refusal; `retryAfterSeconds` becomes the `retry-after` header. */
export class RateLimited extends DomainError {
  constructor(
    readonly retryAfterSeconds: number,
    detail = `Too many requests with this token; try again in ${retryAfterSeconds} s.`,
  ) {
    super('rate_limited', { code: 'rate_limited', detail });
  }
}

export const tooLarge = (detail = 'The body is larger than 1 MiB.') =>
  new DomainError('too_large', { code: 'payload_too_large', detail });

export const unsupportedMediaType = () =>
  new DomainError('unsupported_media_type', {
    code: 'unsupported_media_type',
    detail: 'The body must be sent as application/json.',
  });

const noSuchRoute = () =>
  new DomainError('not_found', {
    code: 'not_found',
    detail: 'There is nothing at this address. The operations are listed at /docs.',
  });

/** The error for what the HTTP framework refuses itself, by its status. */
export function protocolError(status: number): DomainError | undefined {
  if (status === 413) return tooLarge();
  if (status === 415) return unsupportedMediaType();
  if (status === 404 || status === 405) return noSuchRoute();
  if (status >= 400 && status < 500) return malformed('The request could not be understood.');
  if (status === 503) return unavailable('The service cannot answer now. Try again in a moment.');
  return undefined;
}
