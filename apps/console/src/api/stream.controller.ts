import { finished, PassThrough } from 'node:stream';
import { Public } from '@conferencing/http-edge';
import { leaveRequestContext } from '@conferencing/observability';
import { type BeforeApplicationShutdown, Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from '../session/sessions.js';
import { Credentials } from './credentials.js';
import { picked } from './pass-on.js';
import { ReadModels } from './upstream.js';

const PATH = '/v1/conferencing/stream';
const REQUEST_HEADERS = ['last-event-id'];
const ANSWER_HEADERS = ['content-type', 'cache-control', 'x-accel-buffering', 'retry-after'];

/** Every change of the account, as read-models streams it; ends with the session. */
@Public()
@ApiExcludeController()
@Controller('api/stream')
export class StreamController implements BeforeApplicationShutdown {
  private readonly open = new Set<PassThrough>();

  constructor(
    private readonly sessions: Sessions,
    private readonly credentials: Credentials,
    private readonly readModels: ReadModels,
  ) {}

  @Get()
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.requireAccount(request, reply);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const { statusCode, headers, body } = await this.readModels.send({
      method: 'GET',
      path: `${PATH}${request.url.replace(/^[^?]*/, '')}`,
      headers: {
        accept: 'text/event-stream',
        ...picked(request.headers, REQUEST_HEADERS),
        ...(await this.credentials.of(session)),
      },
      signal: gone.signal,
      endless: true,
    });
    if (statusCode === 401) {
      this.credentials.forget(session);
      this.sessions.end(reply, session);
    }
    reply.code(statusCode).headers(picked(headers, ANSWER_HEADERS));
    if (statusCode !== 200) {
      void reply.send(body);
      return;
    }
    const out = new PassThrough();
    this.open.add(out);
    const ends = setTimeout(() => out.end(), this.sessions.endsAt(session).getTime() - Date.now());
    finished(out, () => {
      clearTimeout(ends);
      this.open.delete(out);
      gone.abort();
    });
    // The stream of read-models may break: then this one ends, and the page resumes.
    body.on('error', () => out.end());
    body.pipe(out);
    request.raw.socket.setNoDelay(true);
    leaveRequestContext();
    void reply.send(out);
  }

  /** The pages come back to another replica, where they left off. */
  beforeApplicationShutdown(): void {
    for (const out of this.open) out.end();
  }
}
