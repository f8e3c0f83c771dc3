import { AnswersData } from '@conferencing/http-edge';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ExplainHostHandler } from '../../../application/explain-host/explain-host.handler.js';
import type { PairKey } from '../../../domain/assignments.port.js';
import { ExplainHostResponse, explainHostResponse } from './explain-host.response.js';
import { PairOfPath } from './pair-of-path.js';

@ApiTags('Assignments')
@Controller('v1/services/:service_id/providers/:provider_id/conferencing/explain')
export class ExplainHostController {
  constructor(private readonly handler: ExplainHostHandler) {}

  @Get()
  @ApiOperation({
    summary: 'Explain why this person hosts',
    description:
      'Also explains why meetings would fail, with the most fundamental problem first. Works for an ' +
      'unassigned pair too.',
  })
  @AnswersData(ExplainHostResponse, { description: 'The explanation.' })
  async explain(@PairOfPath() pair: PairKey): Promise<{ data: ExplainHostResponse }> {
    return explainHostResponse(pair, await this.handler.execute(pair));
  }
}
