import { Caller, type Principal } from '@conferencing/http-edge';
import { Controller, Delete, Headers, HttpCode } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ClearHostHandler } from '../../../application/clear-host/clear-host.handler.js';
import type { PairKey } from '../../../domain/assignments.port.js';
import { provenanceOf } from '../provenance.js';
import { precondition } from './etag.js';
import { PairOfPath } from './pair-of-path.js';

@ApiTags('Assignments')
@Controller('v1/services/:service_id/providers/:provider_id/conferencing')
export class ClearHostController {
  constructor(private readonly handler: ClearHostHandler) {}

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove the host of a service provider' })
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'Remove the host only if the pair still has this version (entity tag).',
  })
  @ApiResponse({ status: 204, description: 'The pair has no host now.' })
  @ApiResponse({ status: 409, description: 'Other requests keep changing the pair. Try again.' })
  @ApiResponse({ status: 412, description: 'The version of the pair does not meet If-Match: `version_mismatch`.' })
  async clear(
    @Caller() caller: Principal,
    @PairOfPath() pair: PairKey,
    @Headers() headers: Record<string, string>,
  ): Promise<void> {
    await this.handler.execute({
      pair,
      precondition: precondition(headers),
      provenance: provenanceOf(caller),
    });
  }
}
