import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { CallerLeft, translateFailure } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorBody, statusOf } from './error-body.js';
import { protocolError, RateLimited } from './protocol-errors.js';

/** How long a caller should wait before it asks a service again that can't answer now. */
const UNAVAILABLE_RETRY_SECONDS = '1';

const logger = new Logger('HTTP');

function statusIn(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** What the caller is told; undefined when it is none of the caller's business. */
export function refusalFor(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  // What the framework gave a status is the caller's fault, even where it is a lost connection: his.
  const status = typeof error === 'object' && error !== null ? statusIn(error) : undefined;
  if (status !== undefined) return protocolError(status);
  const translated = translateFailure(error);
  return translated instanceof DomainError ? translated : undefined;
}

/** Turns whatever was thrown into an answer of the one error shape; what is unexpected shows nothing of its inside. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) {
      // An answer that has begun can't change its status any more: cutting it off is the only honest signal.
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
    // The rest of the body is read and thrown away: a connection closed under a caller who still writes loses the answer.
    else if (status === 413) reply.removeHeader('connection');
    void reply.code(status).type('application/json; charset=utf-8').send(errorBody(status, refusal.faults));
  }
}
