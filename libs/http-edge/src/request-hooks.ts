import { withRequestContext } from '@conferencing/observability';
import type { FastifyInstance } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import type { Logger } from 'pino';
import { malformed, unavailable } from './errors/protocol-errors.js';
import { REQUEST_ID_HEADER } from './request-id.js';
import { securityHeadersFor } from './security-headers.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const SWEEP_INTERVAL_MS = 50;
/** Milliseconds during which answers close their connections: a request that is being sent is not cut off. */
const CLOSING_MS = 200;

const ENCODED_NUL = /%00/;

/** Gives every request its id, its trace context and, during a shutdown, a refusal. */
export function useRequestContext(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    setTimeout(() => {
      // A connection that was busy when the server closed would otherwise stay open until its keep-alive ends.
      const sweep = setInterval(() => fastify.server.closeIdleConnections(), SWEEP_INTERVAL_MS);
      fastify.server.once('close', () => clearInterval(sweep));
      sweep.unref();
      done();
    }, CLOSING_MS);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeadersFor(request.url));
    reply.header(REQUEST_ID_HEADER, request.id);
    if (closing) {
      reply.header('connection', 'close');
      return done(unavailable('The service is shutting down; another instance will answer.'));
    }
    if (ENCODED_NUL.test(request.url)) return done(malformed('The address has a NUL character.'));
    const { host, traceparent } = request.headers;
    if (host === undefined && request.raw.httpVersion === '1.1') return done(malformed('The header Host is missing.'));
    withRequestContext(request.id, typeof traceparent === 'string' ? traceparent : undefined, reply.raw, done);
  });
}

/** Counts and times every answer by route and status, and logs failed ones. */
export function useAccessLog(fastify: FastifyInstance, registry: Registry, logger: Logger): void {
  const durations = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, id } = request;
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    durations.observe({ method, route, status }, reply.elapsedTime / 1_000);
    const level = status >= 500 ? 'warn' : status >= 400 ? 'info' : 'debug';
    if (logger.isLevelEnabled(level)) {
      logger[level](
        { request_id: id, method, route, status, duration_ms: Math.round(reply.elapsedTime * 1_000) / 1_000 },
        'Request answered',
      );
    }
    done();
  });
}
