import { types } from 'node:util';
import type { ErrorObject, RpcError } from '@conferencing/contracts';

/** A query that was refused or not answered. `status` and `code` are those of the HTTP API. */
export class ConferencingQueryError extends Error {
  /** All errors, if the answer has more than one. */
  readonly errors: readonly ErrorObject[];

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    options: ErrorOptions & { errors?: readonly ErrorObject[] } = {},
  ) {
    super(detail, options);
    this.name = 'ConferencingQueryError';
    this.errors = options.errors ?? [{ status: String(status), code, detail }];
  }
}

/**
 * Whether there was no answer: the connection broke or the attempt timed out. An answered error is data, not an Error.
 */
export function isWithoutAnswer(failure: unknown): failure is Error {
  // Errors of the runtime itself may come from another realm than this module.
  return failure instanceof Error || types.isNativeError(failure);
}

/** The error for the caller. */
export function queryError(failure: unknown): ConferencingQueryError {
  if (isWithoutAnswer(failure)) {
    return new ConferencingQueryError(503, 'unavailable', 'The read models could not be reached.', { cause: failure });
  }
  if (!isRpcError(failure)) return new ConferencingQueryError(500, 'internal_error', 'The query failed.');
  const { errors, ...first } = failure;
  return new ConferencingQueryError(Number(first.status), first.code, first.detail, { errors: errors ?? [first] });
}

function isRpcError(failure: unknown): failure is RpcError {
  return typeof failure === 'object' && failure !== null && 'code' in failure && !Number.isNaN(statusOf(failure));
}

function statusOf(failure: object): number {
  return 'status' in failure ? Number(failure.status) : Number.NaN;
}
