import { AnswersData } from '@conferencing/http-edge';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ShowHostHandler } from '../../../application/show-host/show-host.handler.js';
import type { PairKey } from '../../../domain/assignments.port.js';
import { sendConferencing, ServiceProviderConferencingResponse } from './conferencing.response.js';
import { entityTag, isKnown } from './etag.js';
import { PairOfPath } from './pair-of-path.js';

@ApiTags('Assignments')
@Controller('v1/services/:service_id/providers/:provider_id/conferencing')
export class ShowHostController {
  constructor(private readonly handler: ShowHostHandler) {}

  @Get()
  @ApiOperation({ summary: 'Show the host of a service provider' })
  @ApiHeader({
    name: 'If-None-Match',
    required: false,
    description: 'Entity tag of the version that the caller already has.',
  })
  @AnswersData(ServiceProviderConferencingResponse, { description: 'The host.' })
  @ApiResponse({ status: 304, description: 'Nothing has changed.' })
  async show(
    @PairOfPath() pair: PairKey,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const conferencing = await this.handler.execute(pair);
    if (!isKnown(conferencing.version, ifNoneMatch)) return sendConferencing(reply, conferencing);
    reply.code(304).header('etag', entityTag(conferencing.version));
    return undefined;
  }
}
