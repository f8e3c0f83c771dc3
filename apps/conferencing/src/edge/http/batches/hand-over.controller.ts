import { AnswersData, Caller, type Principal, validateBody } from '@conferencing/http-edge';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { HandOverHandler } from '../../../application/hand-over/hand-over.handler.js';
import { provenanceOf } from '../provenance.js';
import { wantedHost } from '../validation/wanted-host.js';
import { HandOverRequest } from './hand-over.request.js';
import { HandOverResponse, handOverResponse } from './hand-over.response.js';

@ApiTags('Assignments')
@Controller('v1/conferencing/handovers')
export class HandOverController {
  constructor(private readonly handler: HandOverHandler) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Hand over everything that one person hosts to another person',
    description: 'In one transaction, with an event for each pair (`reassigned`, reason `handover`).',
  })
  @ApiBody({ type: HandOverRequest })
  @AnswersData(HandOverResponse, { description: 'What was changed; with `dry_run`, what would be changed.' })
  @ApiResponse({ status: 502, description: 'Zoom did not answer, or refused the request. Nothing was changed.' })
  async handOver(@Caller() caller: Principal, @Body() body: unknown): Promise<{ data: HandOverResponse }> {
    const { from, to, service_ids: serviceIds = null, dry_run: dryRun = false } = validateBody(HandOverRequest, body);
    const handedOver = await this.handler.execute({
      accountId: caller.accountId,
      from: { connectedAccountId: from.connected_account_id, externalUserId: from.external_user_id },
      to: { connectedAccountId: to.connected_account_id, wanted: wantedHost(to) },
      serviceIds,
      dryRun,
      provenance: provenanceOf(caller),
    });
    return { data: handOverResponse(handedOver) };
  }
}
