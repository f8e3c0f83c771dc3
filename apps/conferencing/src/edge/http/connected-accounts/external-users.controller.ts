import type { Page } from '@conferencing/contracts';
import {
  AnswersList,
  AnswersPage,
  Caller,
  paged,
  PathId,
  type Principal,
  TakesNoBody,
  toRange,
  ValidQuery,
} from '@conferencing/http-edge';
import { notFound } from '@conferencing/kernel';
import { Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SyncDirectoryHandler } from '../../../application/sync-directory/sync-directory.handler.js';
import { ConnectedAccounts } from '../../../domain/connected-accounts.port.js';
import { ExternalUsers } from '../../../domain/external-users.port.js';
import { provenanceOf } from '../provenance.js';
import { ExternalUserResponse } from './external-user.response.js';
import { jsonList } from './json-list.js';
import { ListExternalUsersQuery } from './list-external-users.request.js';

@ApiTags('External users')
@Controller('v1/connected_accounts/:connected_account_id/external_users')
export class ExternalUsersController {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly users: ExternalUsers,
    private readonly directory: SyncDirectoryHandler,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the users of a connected account', description: 'Oldest first.' })
  @AnswersPage(ExternalUserResponse)
  async list(
    @Caller() { accountId }: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @Query(ValidQuery) query: ListExternalUsersQuery,
  ): Promise<Page<ExternalUserResponse>> {
    if ((await this.connections.find(accountId, connectedAccountId)) === null) {
      throw notFound('There is no such connected account.');
    }
    const filter = { search: query.search || null, status: query.status || null };
    const range = toRange(query);
    const { items, total } = await this.users.list(accountId, connectedAccountId, filter, range);
    return paged(items, total, range);
  }

  @Post('sync')
  @HttpCode(200)
  @TakesNoBody()
  @ApiOperation({
    summary: 'Sync the users with Zoom',
    description:
      'Adds, updates and removes users, and returns all of them. One sync runs at a time; a request that ' +
      'comes meanwhile waits for the next sync.',
  })
  @AnswersList(ExternalUserResponse)
  @ApiResponse({ status: 502, description: 'The users could not be read from Zoom. No user was removed.' })
  async sync(
    @Caller() caller: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
  ): Promise<StreamableFile> {
    const { accountId } = caller;
    await this.directory.execute({ accountId, connectedAccountId }, provenanceOf(caller));
    const users = this.users.all(accountId, connectedAccountId);
    return new StreamableFile(await jsonList(users), { type: 'application/json; charset=utf-8' });
  }
}
