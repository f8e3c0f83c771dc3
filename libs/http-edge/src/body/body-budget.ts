import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import { unavailable } from '../errors/protocol-errors.js';
import { MAX_BODY_BYTES } from '../server-options.js';

/** Bodies up to this size are always accepted: the limit on connections bounds them as well. */
const SMALL_BYTES = 8_192;

/** The size that a body may need: its announced length, or the limit if none is announced. */
function sizeOf({ headers }: FastifyRequest): number {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  if (encoding !== undefined) return MAX_BODY_BYTES;
  return length === undefined ? 0 : Math.min(Number(length), MAX_BODY_BYTES);
}

/**
 * Bounds the bytes of larger bodies in progress, over all connections: above `limit`, further requests are refused at
 * once. So stalled senders block only other large bodies.
 */
export function useBodyBudget(fastify: FastifyInstance, registry: Registry, limit: number): void {
  let taken = 0;
  new Gauge({
    name: 'http_server_body_bytes',
    help: 'Bytes that are reserved for larger request bodies in progress',
    registers: [registry],
    collect() {
      this.set(taken);
    },
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const size = sizeOf(request);
    if (size <= SMALL_BYTES) return done();
    if (taken + size > limit)
      return done(unavailable('Too many large bodies are being received. Try again in a moment.'));
    taken += size;
    reply.raw.once('close', () => {
      taken -= size;
    });
    done();
  });
}
