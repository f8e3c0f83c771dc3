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
  validateBodyFor,
  ValidQuery,
} from '@conferencing/http-edge';
import { notFound } from '@conferencing/kernel';
import { Body, Controller, Delete, Get, HttpCode, Patch, Query, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DisconnectAccountHandler } from '../../../application/disconnect-account/disconnect-account.handler.js';
import { RenameConnectionHandler } from '../../../application/rename-connection/rename-connection.handler.js';
import { ConnectedAccounts } from '../../../domain/connected-accounts.port.js';
import { provenanceOf } from '../provenance.js';
import { ConnectedAccountResponse } from './connected-account.response.js';
import { DisconnectQuery } from './disconnect-account.request.js';
import { DisconnectionResponse, disconnectionResponse } from './disconnect-account.response.js';
import { RenameConnectionRequest } from './rename-connection.request.js';

@ApiTags('Connected accounts')
@Controller('v1/connected_accounts')
export class ConnectedAccountsController {
  constructor(
    private readonly connections: ConnectedAccounts,
    private readonly renameConnection: RenameConnectionHandler,
    private readonly disconnectAccount: DisconnectAccountHandler,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List the connected accounts', description: 'Oldest first.' })
  @AnswersPage(ConnectedAccountResponse)
  async list(
    @Caller() { accountId }: Principal,
    @Query(ValidQuery) query: PageQuery,
  ): Promise<Page<ConnectedAccountResponse>> {
    const range = toRange(query);
    const { items, total } = await this.connections.list(accountId, range);
    return paged(items, total, range);
  }

  @Get(':connected_account_id')
  @ApiOperation({ summary: 'Show a connected account' })
  @AnswersData(ConnectedAccountResponse)
  async show(
    @Caller() { accountId }: Principal,
    @PathId('connected_account_id') id: string,
  ): Promise<{ data: ConnectedAccountResponse }> {
    return { data: await this.existing(accountId, id) };
  }

  @Patch(':connected_account_id')
  @ApiOperation({
    summary: 'Rename a connected account',
    description: 'Each pair that shows the account gets an event.',
  })
  @ApiBody({ type: RenameConnectionRequest })
  @AnswersData(ConnectedAccountResponse)
  async rename(
    @Caller() caller: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @Body() body: unknown,
  ): Promise<{ data: ConnectedAccountResponse }> {
    const { accountId } = caller;
    const existing = () => this.existing(accountId, connectedAccountId);
    const { display_name: displayName } = await validateBodyFor(existing, RenameConnectionRequest, body);
    if (displayName === undefined) return { data: await existing() };
    const provenance = provenanceOf(caller);
    return {
      data: await this.renameConnection.execute({ accountId, connectedAccountId, displayName, provenance }),
    };
  }

  @Delete(':connected_account_id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Remove a connected account',
    description:
      'Removes its users and mappings too. Pairs that its users host lose their host, with one event for ' +
      'each pair. `dry_run` returns what would be removed and changes nothing.',
  })
  @AnswersNothing()
  @AnswersData(DisconnectionResponse, { description: 'What would be removed; only with `dry_run`.' })
  async remove(
    @Caller() caller: Principal,
    @PathId('connected_account_id') connectedAccountId: string,
    @Query(ValidQuery) { dry_run: dryRun }: DisconnectQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ data: DisconnectionResponse } | undefined> {
    const { accountId } = caller;
    if (dryRun === 'true') {
      const data = disconnectionResponse(await this.disconnectAccount.preview(accountId, connectedAccountId));
      reply.code(200);
      return { data };
    }
    await this.disconnectAccount.execute({ accountId, connectedAccountId, provenance: provenanceOf(caller) });
    return undefined;
  }

  private async existing(accountId: string, id: string): Promise<ConnectedAccountResponse> {
    const connection = await this.connections.find(accountId, id);
    if (connection === null) throw notFound('There is no such connected account.');
    return connection;
  }
}
