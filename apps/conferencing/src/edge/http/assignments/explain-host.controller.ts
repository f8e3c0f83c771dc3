import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ExplainHostHandler } from '../../../application/explain-host/explain-host.handler.js';
import type { PairKey } from '../../../domain/assignments.port.js';
import { EXPLANATION_EXAMPLE, explainHostResponse } from './explain-host.response.js';
import { PairOfPath } from './pair-of-path.js';

@ApiTags('Assignments')
@Controller('v1/services/:service_id/providers/:provider_id/conferencing/explain')
export class ExplainHostController {
  constructor(private readonly handler: ExplainHostHandler) {}

  @Get()
  @ApiOperation({
    summary: 'Explain why this person hosts',
    description:
      'And what is wrong if meetings would fail, the most fundamental trouble first. Also for an unassigned pair.',
  })
  @ApiResponse({ status: 200, description: 'The explanation.', example: { data: EXPLANATION_EXAMPLE } })
  async explain(@PairOfPath() pair: PairKey) {
    return explainHostResponse(pair, await this.handler.execute(pair));
  }
}
