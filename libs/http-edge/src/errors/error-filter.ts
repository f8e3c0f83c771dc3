import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { CallerLeft, translateFailure } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorBody, statusOf } from './error-body.js';
import { protocolError, RateLimited } from './protocol-errors.js';

/** Seconds that a caller should wait before it repeats a request after a 503. */
const UNAVAILABLE_RETRY_SECONDS = '1';

const logger = new Logger('HTTP');

function statusIn(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** The refusal for the caller; undefined for an unexpected error. */
export function refusalFor(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  // An error with a status from the framework is the caller's fault, even a lost connection.
  const status = typeof error === 'object' && error !== null ? statusIn(error) : undefined;
  if (status !== undefined) return protocolError(status);
  const translated = translateFailure(error);
  return translated instanceof DomainError ? translated : undefined;
}

/** Turns any thrown value into an answer of the common error shape; unexpected errors show no internals. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) {
      // The status of an answer that has begun cannot change: closing the connection is the only way to report the
      // failure.
      logger.error({ err: error }, 'An answer broke off after it had begun');
      reply.raw.destroy();
      return;
    }
    // Nobody reads it, and nothing went wrong.
    if (error instanceof CallerLeft) return void reply.code(499).send();
    const refusal = refusalFor(error);
    if (refusal === undefined) {
      const { routeOptions, method } = http.getRequest<FastifyRequest>();
      logger.error({ err: error, route: routeOptions?.url, method }, 'A request failed unexpectedly');
      const fault = { code: 'internal_error', detail: 'Something went wrong on our side.' };
      void reply
        .code(500)
        .type('application/json; charset=utf-8')
        .send(errorBody(500, [fault]));
      return;
    }
    const status = statusOf(refusal);
    if (refusal instanceof RateLimited) reply.header('retry-after', String(refusal.retryAfterSeconds));
    else if (status === 503) {
      reply.header('retry-after', UNAVAILABLE_RETRY_SECONDS);
      logger.warn({ err: refusal }, 'A request was refused because a dependency is unavailable');
    } else if (status === 401) reply.header('www-authenticate', 'Bearer');
    // The rest of the body is read and discarded: if the connection closed while the caller still writes, the answer
    // would be lost.
    else if (status === 413) reply.removeHeader('connection');
    void reply.code(status).type('application/json; charset=utf-8').send(errorBody(status, refusal.faults));
  }
}
