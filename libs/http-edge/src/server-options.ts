import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { errorBody } from './errors/error-body.js';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id.js';
import { securityHeadersFor } from './security-headers.js';

export const MAX_BODY_BYTES = 1_048_576;
/** Limit over all larger bodies. */
export const MAX_BODIES_BYTES = 64 * MAX_BODY_BYTES;
/** Further connections are closed at once; enough for the streams of a large installation. */
export const MAX_CONNECTIONS = 10_000;
const MAX_HEADER_BYTES = 16_384;
/** Longer than any id; a longer path segment is an unknown address. */
const MAX_PATH_SEGMENT = 256;
const HEADERS_TIMEOUT_MS = 10_000;
/** The whole request must arrive within this time, so that a slow sender cannot hold a connection. */
const REQUEST_TIMEOUT_MS = 30_000;
const TIMEOUT_CHECK_MS = 5_000;
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

/** Answers invalid or oversized HTTP on the raw socket, because there is no request object yet. */
function refuseOnSocket(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Node keeps the current answer on the socket: a second one would end up in its body.
  const { _httpMessage: answer } = socket as { _httpMessage?: { headersSent: boolean } };
  if (error.code === 'ECONNRESET' || !socket.writable || answer?.headersSent === true) {
    socket.destroy();
    return;
  }
  const detail =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'The headers are too large.'
      : 'The request is not valid HTTP, or arrived too slowly.';
  const body = JSON.stringify(errorBody(400, [{ code: 'malformed_request', detail }]));
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `${REQUEST_ID_HEADER}: ${randomUUID()}`,
    ...Object.entries(securityHeadersFor('')).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ].join('\r\n');
  socket.end(`${head}\r\n\r\n${body}`, () => socket.destroy());
}

/** Answers an address that the router cannot parse; no hook runs for it. */
function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const unreadable = error.code === 'FST_ERR_BAD_URL';
  const status = unreadable ? 400 : 404;
  const fault = unreadable
    ? { code: 'malformed_request', detail: 'The address is not a valid URL.' }
    : { code: 'not_found', detail: 'There is nothing at this address. The operations are listed at /docs.' };
  void reply
    .code(status)
    .headers({ ...securityHeadersFor(''), [REQUEST_ID_HEADER]: request.id })
    .type('application/json; charset=utf-8')
    .send(errorBody(status, [fault]));
}

/** Answers what Node would answer with an empty body, or not at all. */
export function answerOddRequests(server: Server): void {
  server.on('connect', (_, socket) => refuseOnSocket(new Error('This server is not a proxy'), socket));
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

export const serverOptions = {
  logger: false,
  genReqId: requestIdOf,
  requestIdHeader: false,
  bodyLimit: MAX_BODY_BYTES,
  requestTimeout: REQUEST_TIMEOUT_MS,
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
  return503OnClosing: false,
  clientErrorHandler: refuseOnSocket,
  frameworkErrors: refuseAddress,
  http: {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    requireHostHeader: false,
  },
  routerOptions: { maxParamLength: MAX_PATH_SEGMENT, ignoreTrailingSlash: false },
} satisfies FastifyServerOptions & { http: object };
