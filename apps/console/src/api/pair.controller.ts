import { ConferencingClient, ConferencingQueryError } from '@conferencing/client';
import { Public, unauthorized } from '@conferencing/http-edge';
import { DomainError, isId, notFound } from '@conferencing/kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from '../session/sessions.js';
import { Credentials } from './credentials.js';
import { Conferencing } from './upstream.js';

const CHANGES_SHOWN = 50;

/** What the page of one pair shows first, in one answer: why this host, what subscribers see, and the last changes. */
@Public()
@ApiExcludeController()
@Controller('api/pairs/:service_id/:provider_id')
export class PairController {
  constructor(
    private readonly sessions: Sessions,
    private readonly credentials: Credentials,
    private readonly conferencing: Conferencing,
    private readonly client: ConferencingClient,
  ) {}

  @Get()
  async show(
    @Param('service_id') service_id: string,
    @Param('provider_id') provider_id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const session = await this.sessions.requireAccount(request, reply);
    if (!isId('service', service_id) || !isId('provider', provider_id)) throw notFound('There is no such pair.');
    const pair = { account_id: session.account.id, service_id, provider_id };
    const path = `/v1/services/${service_id}/providers/${provider_id}/conferencing/explain`;
    // The owner judges the credentials: read-models believes its callers over TCP which account they ask for.
    const explained = await this.conferencing.ask('GET', path, await this.credentials.of(session));
    if (explained.status === 401) {
      this.credentials.forget(session);
      this.sessions.end(reply, session);
      throw unauthorized('The token was revoked: sign in again.');
    }
    if (explained.status >= 400) {
      void reply.code(explained.status);
      return explained.body as object;
    }
    const [view, history] = await Promise.all([
      this.client.get(pair).catch(unlessAssigned),
      this.client.history({ ...pair, page_size: CHANGES_SHOWN }),
    ]).catch((error: unknown) => {
      throw fault(error);
    });
    const read_model = view && { version: view.version, host_state: view.host_state, updated_at: view.updated_at };
    return { data: { explain: explained.body.data, read_model, history: history.data, history_meta: history.meta } };
  }
}

/** Nothing is assigned. */
function unlessAssigned(error: unknown): null {
  if (error instanceof ConferencingQueryError && error.status === 404) return null;
  throw error;
}

function fault(error: unknown): unknown {
  if (!(error instanceof ConferencingQueryError)) return error;
  const { code, detail } = error;
  return new DomainError(error.status === 503 ? 'unavailable' : 'bad_gateway', { code, detail }, { cause: error });
}
