import type { RpcError } from '@conferencing/contracts';
import { translateFailure } from '@conferencing/database';
import { errorBody, statusOf } from '@conferencing/http-edge';
import { DomainError } from '@conferencing/kernel';
import { Catch, Logger, type RpcExceptionFilter } from '@nestjs/common';
import { RpcException } from '@nestjs/microservices';
import { type Observable, throwError } from 'rxjs';

const logger = new Logger('RPC');

const INTERNAL: RpcError = { status: '500', code: 'internal_error', detail: 'Something went wrong on our side.' };

/** Turns any thrown value into the error shape of request/reply: the first error, and the list of all errors. */
@Catch()
export class RpcErrorFilter implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => new RpcException(toRpcError(error)).getError());
  }
}

function toRpcError(error: unknown): RpcError {
  const translated = translateFailure(error);
  if (!(translated instanceof DomainError)) {
    logger.error({ err: error }, 'A query failed unexpectedly');
    return INTERNAL;
  }
  const { errors } = errorBody(statusOf(translated), translated.faults);
  const [first = INTERNAL] = errors;
  return errors.length > 1 ? { ...first, errors } : first;
}
