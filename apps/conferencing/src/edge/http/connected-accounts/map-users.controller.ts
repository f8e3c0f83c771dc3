import { AnswersData, Caller, PathId, type Principal, validateBodyFor } from '@conferencing/http-edge';
import { Body, Controller, Put } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MapUsersHandler } from '../../../application/map-users/map-users.handler.js';
import { provenanceOf } from '../provenance.js';
import { MapUsersRequest } from './map-users.request.js';
import { MapUsersResponse, mapUsersResponse } from './map-users.response.js';

@ApiTags('User mappings')
@Controller('v1/connected_accounts/:connected_account_id/user_mappings')
export class MapUsersController {
  constructor(private readonly handler: MapUsersHandler) {}

  @Put()
  @ApiOperation({
    summary: 'Say who many providers are in a connected account',
    description:
      'What can be mapped is mapped, by hand; a mapping that a sync has made becomes one by hand. Zoom is asked once if ' +
      'nobody has an email.',
  })
  @ApiBody({ type: MapUsersRequest })
  @AnswersData(MapUsersResponse, { description: 'What was done, or would be with `dry_run`.' })
  async put(
    @Caller() caller: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @Body() body: unknown,
  ): Promise<{ data: MapUsersResponse }> {
    const { accountId } = caller;
    const requireConnection = () => this.handler.requireConnection(accountId, connectedAccountId);
    const { mappings, dry_run: dryRun = false } = await validateBodyFor(requireConnection, MapUsersRequest, body);
    const wishes = mappings.map(({ provider_id: providerId, external_user_id: externalUserId, email = '' }) => ({
      providerId,
      wanted: externalUserId === undefined ? { email } : { externalUserId },
    }));
    const command = { accountId, connectedAccountId, wishes, dryRun, provenance: provenanceOf(caller) };
    return { data: mapUsersResponse(await this.handler.execute(command)) };
  }
}
