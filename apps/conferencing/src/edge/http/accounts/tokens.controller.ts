import type { Page } from '@conferencing/contracts';
import {
  AnswersData,
  AnswersNothing,
  AnswersPage,
  paged,
  PageQuery,
  PathId,
  PlatformOnly,
  toRange,
  validateBodyFor,
  ValidQuery,
} from '@conferencing/http-edge';
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IssueTokenHandler } from '../../../application/issue-token/issue-token.handler.js';
import { ListAccountsHandler } from '../../../application/list-accounts/list-accounts.handler.js';
import { RevokeTokenHandler } from '../../../application/revoke-token/revoke-token.handler.js';
import { AccountTokenResponse, IssuedTokenResponse, tokenResponse } from './account.response.js';
import { IssueTokenRequest } from './issue-token.request.js';

@PlatformOnly()
@ApiTags('accounts')
@Controller('v1/accounts/:account_id/tokens')
export class TokensController {
  constructor(
    private readonly issueToken: IssueTokenHandler,
    private readonly revokeToken: RevokeTokenHandler,
    private readonly accounts: ListAccountsHandler,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Issue a token for the account; only this answer shows the token' })
  @ApiBody({ type: IssueTokenRequest })
  @AnswersData(IssuedTokenResponse, { status: 201 })
  async issue(@PathId('account_id') accountId: string, @Body() body: unknown): Promise<{ data: IssuedTokenResponse }> {
    const { name } = await validateBodyFor(() => this.accounts.one(accountId), IssueTokenRequest, body);
    const issued = await this.issueToken.execute(accountId, name);
    return { data: { ...tokenResponse(issued), token: issued.token } };
  }

  @Get()
  @ApiOperation({ summary: 'List the tokens of the account, including revoked ones' })
  @AnswersPage(AccountTokenResponse)
  async list(
    @PathId('account_id') accountId: string,
    @Query(ValidQuery) query: PageQuery,
  ): Promise<Page<AccountTokenResponse>> {
    const range = toRange(query);
    const { items, total } = await this.accounts.tokens(accountId, range);
    return paged(items.map(tokenResponse), total, range);
  }

  @Delete(':token_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a token; it is refused at once, by the read models within 5 s' })
  @AnswersNothing()
  async revoke(@PathId('account_id') accountId: string, @PathId('token_id') tokenId: string): Promise<void> {
    await this.revokeToken.execute(accountId, tokenId);
  }
}
