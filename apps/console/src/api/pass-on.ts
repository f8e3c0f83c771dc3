import type { IncomingHttpHeaders } from 'node:http';
import { notFound } from '@conferencing/kernel';
import type { WithRawBody } from '@conferencing/http-edge';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Sessions } from '../session/sessions.js';
import { type IsAllowed } from './allowed-calls.js';
import { Credentials } from './credentials.js';
import type { Upstream } from './upstream.js';

/** All others belong to one connection, or would say more of the browser than the API has to know. */
const REQUEST_HEADERS = ['accept', 'content-type', 'if-match', 'if-none-match'];
const ANSWER_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
];

const WRITES = new Set(['PUT', 'POST', 'PATCH', 'DELETE']);

/** Passes a call of the page on to the API, with the credentials of its session, and the answer back as it comes. */
@Injectable()
export class PassOn {
  constructor(
    private readonly sessions: Sessions,
    private readonly credentials: Credentials,
  ) {}

  /** @param prefix of the path, which the API doesn't have */
  async call(
    upstream: Upstream,
    isAllowed: IsAllowed,
    prefix: string,
    request: WithRawBody,
    reply: FastifyReply,
  ): Promise<void> {
    const session = await this.sessions.requireAccount(request, reply);
    const [path = ''] = request.url.slice(prefix.length).split('?', 1);
    if (!isAllowed(request.method, path)) throw notFound('There is nothing at this address.');
    if (WRITES.has(request.method)) this.sessions.requireOurs(request, session);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const answer = await upstream.send({
      method: request.method,
      path: request.url.slice(prefix.length),
      headers: { ...picked(request.headers, REQUEST_HEADERS), ...(await this.credentials.of(session)) },
      body: request.rawBody,
      signal: gone.signal,
    });
    // The token was revoked: nothing can be done with this session any more.
    if (answer.statusCode === 401) {
      this.credentials.forget(session);
      this.sessions.end(reply, session);
    }
    reply.code(answer.statusCode).headers(picked(answer.headers, ANSWER_HEADERS)).header('vary', 'cookie');
    void reply.send(answer.body);
  }
}

export function picked(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])] as const])),
  );
}
