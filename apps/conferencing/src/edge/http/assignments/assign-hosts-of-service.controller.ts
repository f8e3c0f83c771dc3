import { AnswersData, Caller, PathId, type Principal, validateBodyFor } from '@conferencing/http-edge';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AssignHostsOfServiceHandler } from '../../../application/assign-hosts-of-service/assign-hosts-of-service.handler.js';
import { provenanceOf } from '../provenance.js';
import { AssignHostsOfServiceRequest } from './assign-hosts-of-service.request.js';
import { AssignHostsOfServiceResponse, assignHostsOfServiceResponse } from './assign-hosts-of-service.response.js';

@ApiTags('Assignments')
@Controller('v1/services/:service_id/conferencing')
export class AssignHostsOfServiceController {
  constructor(private readonly handler: AssignHostsOfServiceHandler) {}

  @Put()
  @ApiOperation({
    summary: 'Assign the hosts of all providers of a service by their user mappings',
    description: 'In one transaction. Reasons to skip: `no_user_mapping`, `provider_deactivated`, `host_not_active`.',
  })
  @ApiBody({ type: AssignHostsOfServiceRequest })
  @AnswersData(AssignHostsOfServiceResponse, {
    description: 'What was changed; with `dry_run`, what would be changed.',
  })
  async assign(
    @Caller() caller: Principal,
    @PathId('service_id') serviceId: string,
    @Body() body: unknown,
  ): Promise<{ data: AssignHostsOfServiceResponse }> {
    const requireService = () => this.handler.requireService(caller.accountId, serviceId);
    const request = await validateBodyFor(requireService, AssignHostsOfServiceRequest, body);
    const decision = await this.handler.execute({
      accountId: caller.accountId,
      serviceId,
      connectedAccountId: request.connected_account_id,
      dryRun: request.dry_run ?? false,
      only: request.only ?? 'all',
      providerIds: request.provider_ids ?? null,
      provenance: provenanceOf(caller),
    });
    return { data: assignHostsOfServiceResponse(decision) };
  }
}
