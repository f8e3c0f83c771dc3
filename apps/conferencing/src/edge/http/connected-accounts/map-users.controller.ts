import { AnswersData, Caller, PathId, type Principal, validateBodyFor } from '@conferencing/http-edge';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MapUsersHandler } from '../../../application/map-users/map-users.handler.js';
import { provenanceOf } from '../provenance.js';
import { wantedHost } from '../validation/wanted-host.js';
import { MapUsersRequest } from './map-users.request.js';
import { MapUsersResponse, mapUsersResponse } from './map-users.response.js';

@ApiTags('User mappings')
@Controller('v1/connected_accounts/:connected_account_id/user_mappings')
export class MapUsersController {
  constructor(private readonly handler: MapUsersHandler) {}

  @Put()
  @ApiOperation({
    summary: 'Map many providers to users of a connected account',
    description:
      'Each provider that can be mapped gets a `manual` mapping; an `auto` mapping becomes `manual`. If no ' +
      'user has one of the emails, the service asks Zoom once.',
  })
  @ApiBody({ type: MapUsersRequest })
  @AnswersData(MapUsersResponse, { description: 'What was changed; with `dry_run`, what would be changed.' })
  async put(
    @Caller() caller: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @Body() body: unknown,
  ): Promise<{ data: MapUsersResponse }> {
    const { accountId } = caller;
    const requireConnection = () => this.handler.requireConnection(accountId, connectedAccountId);
    const { mappings, dry_run: dryRun = false } = await validateBodyFor(requireConnection, MapUsersRequest, body);
    const wishes = mappings.map((mapping) => ({ providerId: mapping.provider_id, wanted: wantedHost(mapping) }));
    const command = { accountId, connectedAccountId, wishes, dryRun, provenance: provenanceOf(caller) };
    return { data: mapUsersResponse(await this.handler.execute(command)) };
  }
}
