import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unsupportedMediaType } from '../errors/protocol-errors.js';
import { parseStrictJson } from './strict-json.js';

/** The bytes of the body as they came, for signatures over them. Set on requests that have a JSON body. */
export type WithRawBody = FastifyRequest & { rawBody?: Buffer };

const OTHER_CHARSET = /;\s*charset=(?!"?utf-?8"?\s*(?:;|$))/i;

/** JSON in UTF-8 is the only content type that any endpoint takes. An empty body is no body. */
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
 * What `@RouteConfig(READS_RAW_BODY)` on a handler says: it reads the bytes itself, because who sent them decides what
 * is said about them.
 */
export const READS_RAW_BODY = { readsRawBody: true };

function isReadRaw({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as Partial<typeof READS_RAW_BODY>).readsRawBody === true;
}
