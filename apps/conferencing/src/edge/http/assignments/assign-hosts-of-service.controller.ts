import { Caller, PathId, type Principal, validateBodyFor } from '@conferencing/http-edge';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AssignHostsOfServiceHandler } from '../../../application/assign-hosts-of-service/assign-hosts-of-service.handler.js';
import { provenanceOf } from '../provenance.js';
import { AssignHostsOfServiceRequest } from './assign-hosts-of-service.request.js';

const EXAMPLE = {
  configured: [{ provider_id: 'prov_d025a96ac0c6' }],
  skipped: [{ provider_id: 'prov_5b2f8c1d9e0a', reason: 'no_user_mapping' }],
};

@ApiTags('Assignments')
@Controller('v1/services/:service_id/conferencing')
export class AssignHostsOfServiceController {
  constructor(private readonly handler: AssignHostsOfServiceHandler) {}

  @Put()
  @ApiOperation({
    summary: 'Assign the hosts of all providers of a service by their user mappings',
    description: 'All or nothing. Reasons to skip: `no_user_mapping`, `provider_deactivated`, `host_not_active`.',
  })
  @ApiBody({ type: AssignHostsOfServiceRequest })
  @ApiResponse({ status: 200, description: 'What was done, or would be with `dry_run`.', example: { data: EXAMPLE } })
  async assign(@Caller() caller: Principal, @PathId('service_id') serviceId: string, @Body() body: unknown) {
    const requireService = () => this.handler.requireService(caller.accountId, serviceId);
    const request = await validateBodyFor(requireService, AssignHostsOfServiceRequest, body);
    const { configured, skipped } = await this.handler.execute({
      accountId: caller.accountId,
      serviceId,
      connectedAccountId: request.connected_account_id,
      dryRun: request.dry_run ?? false,
      provenance: provenanceOf(caller),
    });
    return {
      data: {
        configured: configured.map(({ providerId }) => ({ provider_id: providerId })),
        skipped: skipped.map(({ providerId, reason }) => ({ provider_id: providerId, reason })),
      },
    };
  }
}
