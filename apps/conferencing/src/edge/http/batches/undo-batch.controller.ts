import { AnswersData, Caller, type Principal, validateBody } from '@conferencing/http-edge';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { UndoBatchHandler } from '../../../application/undo-batch/undo-batch.handler.js';
import { provenanceOf } from '../provenance.js';
import { UndoBatchRequest } from './undo-batch.request.js';
import { UndoBatchResponse, undoBatchResponse } from './undo-batch.response.js';

@ApiTags('Assignments')
@Controller('v1/conferencing/undo')
export class UndoBatchController {
  constructor(private readonly handler: UndoBatchHandler) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Undo the changes of a batch',
    description:
      'Each pair gets back the host that it had before the batch, unless its host has changed since then. ' +
      'With `pairs`, only these pairs are restored. This works for batches of the last 30 days. An undo is a batch itself and can be undone.',
  })
  @ApiBody({ type: UndoBatchRequest })
  @AnswersData(UndoBatchResponse, { description: 'What was changed; with `dry_run`, what would be changed.' })
  @ApiResponse({ status: 404, description: 'The account has no such batch, or it is older than 30 days.' })
  async undo(@Caller() caller: Principal, @Body() body: unknown): Promise<{ data: UndoBatchResponse }> {
    const { batch_id: batchId, pairs, dry_run: dryRun = false } = validateBody(UndoBatchRequest, body);
    const only =
      pairs?.map(({ service_id: serviceId, provider_id: providerId }) => ({ serviceId, providerId })) ?? null;
    const command = { accountId: caller.accountId, batchId, only, dryRun, provenance: provenanceOf(caller) };
    return { data: undoBatchResponse(await this.handler.execute(command)) };
  }
}
