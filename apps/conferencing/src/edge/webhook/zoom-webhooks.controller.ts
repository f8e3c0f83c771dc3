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

/** Receives webhooks from Zoom. A webhook is stored before it is answered, and applied right after. */
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
    summary: 'Receive a webhook from Zoom',
    description:
      '`x-zm-signature` signs `x-zm-request-timestamp` and the raw body. A signature is valid for five minutes.',
  })
  @ApiResponse({ status: 200, description: 'The answer to the challenge of `endpoint.url_validation`.' })
  @ApiResponse({ status: 204, description: 'The webhook is stored and will be applied, or it changes nothing here.' })
  @ApiResponse({
    status: 400,
    description: 'The signature is valid, but the webhook names no Zoom account or user: `malformed_request`.',
  })
  @ApiResponse({ status: 401, description: 'The signature is wrong or too old: `unauthorized`.' })
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
      throw new DomainError('unauthorized', {
        code: 'unauthorized',
        detail: 'The signature of the webhook is wrong or too old.',
      });
    }
    if (reading.kind === 'malformed') {
      throw new DomainError('malformed', {
        code: 'malformed_request',
        detail: 'The webhook names no Zoom account or user.',
      });
    }
    if (reading.kind !== 'change') return;
    const digest = createHash('sha256').update(rawBody).digest();
    await this.inbox.add(digest, reading.change, currentTraceparent() ?? null);
    this.worker.wake();
  }
}
