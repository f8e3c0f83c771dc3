import type { Page } from '@conferencing/contracts';
import {
  AnswersData,
  AnswersNothing,
  AnswersPage,
  Caller,
  paged,
  PageQuery,
  PathId,
  type Principal,
  toRange,
  ValidQuery,
  validateBodyFor,
} from '@conferencing/http-edge';
import { notFound } from '@conferencing/kernel';
import { Body, Controller, Delete, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { MapUserHandler } from '../../../application/map-user/map-user.handler.js';
import { ConnectedAccounts } from '../../../domain/connected-accounts.port.js';
import { UserMappings } from '../../../domain/user-mappings.port.js';
import { provenanceOf } from '../provenance.js';
import { wantedHost } from '../validation/wanted-host.js';
import { MapUserRequest } from './user-mapping.request.js';
import { UserMappingResponse, userMappingResponse } from './user-mapping.response.js';

@ApiTags('User mappings')
@Controller('v1/connected_accounts/:connected_account_id/user_mappings')
export class UserMappingsController {
  constructor(
    private readonly mapUser: MapUserHandler,
    private readonly mappings: UserMappings,
    private readonly connections: ConnectedAccounts,
  ) {}

  @Put(':provider_id')
  @ApiOperation({
    summary: 'Map a provider to a user of a connected account',
    description: 'A manual mapping stays until a caller changes it; a sync never changes it.',
  })
  @ApiBody({ type: MapUserRequest })
  @AnswersData(UserMappingResponse)
  @ApiResponse({ status: 409, description: 'Other requests keep changing the provider. Try again.' })
  @ApiResponse({ status: 502, description: 'Zoom did not answer, or refused the request. Nothing was changed.' })
  async put(
    @Caller() caller: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @PathId('provider_id') providerId: string,
    @Body() body: unknown,
  ): Promise<{ data: UserMappingResponse }> {
    const key = { accountId: caller.accountId, connectedAccountId, providerId };
    const request = await validateBodyFor(() => this.mapUser.requireTarget(key), MapUserRequest, body);
    const command = { ...key, wanted: wantedHost(request), provenance: provenanceOf(caller) };
    return { data: userMappingResponse(await this.mapUser.execute(command)) };
  }

  @Get()
  @ApiOperation({ summary: 'List the user mappings of a connected account', description: 'Sorted by provider id.' })
  @AnswersPage(UserMappingResponse)
  async list(
    @Caller() { accountId }: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @Query(ValidQuery) query: PageQuery,
  ): Promise<Page<UserMappingResponse>> {
    if ((await this.connections.find(accountId, connectedAccountId)) === null) {
      throw notFound('There is no such connected account.');
    }
    const range = toRange(query);
    const { items, total } = await this.mappings.list(accountId, connectedAccountId, range);
    return paged(items.map(userMappingResponse), total, range);
  }

  @Get(':provider_id')
  @ApiOperation({ summary: 'Show the user mapping of a provider' })
  @AnswersData(UserMappingResponse)
  async show(
    @Caller() { accountId }: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @PathId('provider_id') providerId: string,
  ): Promise<{ data: UserMappingResponse }> {
    const mapping = await this.mappings.find(accountId, connectedAccountId, providerId);
    if (mapping === null) throw notFound('The provider is not mapped in this connected account.');
    return { data: userMappingResponse(mapping) };
  }

  @Delete(':provider_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove the user mapping of a provider', description: 'A sync may map the provider again.' })
  @AnswersNothing()
  async remove(
    @Caller() { accountId }: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @PathId('provider_id') providerId: string,
  ): Promise<void> {
    if (await this.mappings.delete(accountId, connectedAccountId, providerId)) return;
    throw notFound('The provider is not mapped in this connected account.');
  }
}
