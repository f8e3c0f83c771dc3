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
  @ApiOperation({ summary: 'Let nobody host the meetings of a service provider' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'Entity tag of the version that is to be cleared.' })
  @ApiResponse({ status: 204, description: 'Nobody is assigned any more.' })
  @ApiResponse({ status: 409, description: 'Others keep changing the pair: try again.' })
  @ApiResponse({ status: 412, description: 'The pair has another version than If-Match demands: `version_mismatch`.' })
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
