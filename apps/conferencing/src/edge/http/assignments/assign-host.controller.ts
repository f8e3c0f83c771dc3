import { AnswersData, Caller, type Principal, validateBodyFor } from '@conferencing/http-edge';
import { Body, Controller, Headers, Put, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AssignHostHandler } from '../../../application/assign-host/assign-host.handler.js';
import type { PairKey } from '../../../domain/assignments.port.js';
import { provenanceOf } from '../provenance.js';
import { wantedHost } from '../validation/wanted-host.js';
import { AssignHostRequest } from './assign-host.request.js';
import { sendConferencing, ServiceProviderConferencingResponse } from './conferencing.response.js';
import { precondition } from './etag.js';
import { PairOfPath } from './pair-of-path.js';

@ApiTags('Assignments')
@Controller('v1/services/:service_id/providers/:provider_id/conferencing')
export class AssignHostController {
  constructor(private readonly handler: AssignHostHandler) {}

  @Put()
  @ApiOperation({
    summary: 'Assign the host of a service provider',
    description:
      'A repeated request changes nothing. A host who is inactive or pending, or whose connection is ' +
      'broken, can be assigned; `host_state` then shows the problem.',
  })
  @ApiBody({ type: AssignHostRequest })
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'Change the pair only if it still has this version (entity tag).',
  })
  @ApiHeader({
    name: 'If-None-Match',
    required: false,
    description: 'Change the pair only if it does not have this version; `*`: only if it has no host.',
  })
  @AnswersData(ServiceProviderConferencingResponse, { description: 'The host is assigned.' })
  @ApiResponse({ status: 409, description: 'Other requests keep changing the pair. Try again.' })
  @ApiResponse({
    status: 412,
    description: 'The version of the pair does not meet If-Match or If-None-Match: `version_mismatch`.',
  })
  @ApiResponse({ status: 502, description: 'Zoom did not answer, or refused the request. Nothing was changed.' })
  async assign(
    @Caller() caller: Principal,
    @PairOfPath() pair: PairKey,
    @Headers() headers: Record<string, string>,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const request = await validateBodyFor(() => this.handler.requirePair(pair), AssignHostRequest, body);
    const conferencing = await this.handler.execute({
      pair,
      connectedAccountId: request.connected_account_id,
      wanted: wantedHost(request),
      precondition: precondition(headers),
      provenance: provenanceOf(caller),
    });
    return sendConferencing(reply, conferencing);
  }
}
