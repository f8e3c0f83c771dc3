import { createHash } from 'node:crypto';
import { Public, READS_RAW_BODY, type WithRawBody } from '@conferencing/http-edge';
import { Clock, DomainError } from '@conferencing/kernel';
import { currentTraceparent } from '@conferencing/observability';
import { Controller, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DirectoryWebhooks, type WebhookReading } from '../../domain/directory-webhooks.port.js';
import { WebhookInbox } from '../../domain/webhook-inbox.port.js';
import { WebhookWorker } from '../background/webhook-worker.js';

/** What Zoom tells of its own accord. It is kept before it is answered, and applied right after. */
@Public()
@ApiTags('Webhooks')
@Controller('v1/webhooks/zoom')
export class ZoomWebhooksController {
  constructor(
    private readonly webhooks: DirectoryWebhooks,
    private readonly inbox: WebhookInbox,
    private readonly worker: WebhookWorker,
    private readonly clock: Clock,
  ) {}

  @Post()
  @RouteConfig(READS_RAW_BODY)
  @ApiOperation({
    summary: 'Take a webhook of Zoom',
    description: 'Signed with `x-zm-signature` over `x-zm-request-timestamp` and the raw body, within five minutes.',
  })
  @ApiResponse({ status: 200, description: 'The proof that `endpoint.url_validation` asks for.' })
  @ApiResponse({ status: 204, description: 'Kept, and about to be applied; or about nothing that matters here.' })
  @ApiResponse({ status: 400, description: 'Signed by Zoom, but it says nothing: `malformed_request`.' })
  @ApiResponse({ status: 401, description: 'Not signed by Zoom, or too long ago: `unauthorized`.' })
  async receive(
    @Req() request: WithRawBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | undefined> {
    const rawBody = request.rawBody ?? Buffer.alloc(0);
    const reading = this.webhooks.read({ headers: request.headers, rawBody, receivedAt: this.clock.now() });
    if (reading.kind === 'challenge') {
      reply.status(200);
      return reading.answer;
    }
    await this.keep(reading, rawBody);
    reply.status(204);
    return undefined;
  }

  private async keep(reading: Exclude<WebhookReading, { kind: 'challenge' }>, rawBody: Buffer): Promise<void> {
    if (reading.kind === 'unauthorized') {
      throw new DomainError('unauthorized', { code: 'unauthorized', detail: 'The webhook is not signed by Zoom.' });
    }
    if (reading.kind === 'malformed') {
      throw new DomainError('malformed', { code: 'malformed_request', detail: 'The webhook names nobody.' });
    }
    if (reading.kind !== 'change') return;
    const digest = createHash('sha256').update(rawBody).digest();
    await this.inbox.add(digest, reading.change, currentTraceparent() ?? null);
    this.worker.wake();
  }
}
