import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unsupportedMediaType } from '../errors/protocol-errors.js';
import { parseStrictJson } from './strict-json.js';

/** The raw bytes of the body, for signatures. Set on requests with a JSON body. */
export type WithRawBody = FastifyRequest & { rawBody?: Buffer };

const OTHER_CHARSET = /;\s*charset=(?!"?utf-?8"?\s*(?:;|$))/i;

/** JSON in UTF-8 is the only content type that endpoints accept. An empty body counts as none. */
export function useStrictJsonBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (OTHER_CHARSET.test(request.headers['content-type'] ?? '')) return done(unsupportedMediaType());
    if (body.length === 0) return done(null, undefined);
    try {
      (request as WithRawBody).rawBody = body as Buffer;
      if (isReadRaw(request)) return done(null, undefined);
      done(null, parseStrictJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * For `@RouteConfig(READS_RAW_BODY)` on a handler that parses the bytes itself, because the sender must be verified
 * before the body is judged.
 */
export const READS_RAW_BODY = { readsRawBody: true };

function isReadRaw({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as Partial<typeof READS_RAW_BODY>).readsRawBody === true;
}
