import { Public, READS_RAW_BODY, type WithRawBody } from '@conferencing/http-edge';
import { All, Controller, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { mayCallConferencing, mayCallReadModels } from './allowed-calls.js';
import { PassOn } from './pass-on.js';
import { Conferencing, ReadModels } from './upstream.js';

/** The API, for the page: the same paths below `/api/conferencing` and `/api/read-models`. */
@Public()
@ApiExcludeController()
@Controller('api')
export class ApiController {
  constructor(
    private readonly passOn: PassOn,
    private readonly conferencing: Conferencing,
    private readonly readModels: ReadModels,
  ) {}

  @All('conferencing/*')
  @RouteConfig(READS_RAW_BODY)
  async callConferencing(@Req() request: WithRawBody, @Res() reply: FastifyReply): Promise<void> {
    await this.passOn.call(this.conferencing, mayCallConferencing, '/api/conferencing', request, reply);
  }

  @All('read-models/*')
  @RouteConfig(READS_RAW_BODY)
  async callReadModels(@Req() request: WithRawBody, @Res() reply: FastifyReply): Promise<void> {
    await this.passOn.call(this.readModels, mayCallReadModels, '/api/read-models', request, reply);
  }
}
