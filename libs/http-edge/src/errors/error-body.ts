import type { DomainError, DomainErrorKind, Fault } from '@conferencing/kernel';

/** The only place that maps kinds of refusals to HTTP statuses. */
const STATUS_OF_KIND: Record<DomainErrorKind, number> = {
  malformed: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  version_mismatch: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  rate_limited: 429,
  bad_gateway: 502,
  unavailable: 503,
};

interface ErrorItem {
  status: string;
  code: string;
  detail: string;
  source?: { pointer: string };
}

/** The body of every answer with status 400 and above. */
export interface ErrorBody {
  errors: ErrorItem[];
}

export function errorBody(status: number, faults: readonly Fault[]): ErrorBody {
  return {
    errors: faults.map(({ code, detail, pointer }) =>
      pointer === undefined
        ? { status: String(status), code, detail }
        : { status: String(status), code, detail, source: { pointer } },
    ),
  };
}

export function statusOf(error: DomainError): number {
  return STATUS_OF_KIND[error.kind];
}
