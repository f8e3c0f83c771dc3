import type { Page } from '@conferencing/contracts';
import {
  AnswersData,
  AnswersPage,
  paged,
  PageQuery,
  PathId,
  PlatformOnly,
  toRange,
  ValidBody,
  ValidQuery,
} from '@conferencing/http-edge';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CreateAccountHandler } from '../../../application/create-account/create-account.handler.js';
import { ListAccountsHandler } from '../../../application/list-accounts/list-accounts.handler.js';
import { AccountResponse, accountResponse } from './account.response.js';
import { CreateAccountRequest } from './create-account.request.js';

@PlatformOnly()
@ApiTags('accounts')
@Controller('v1/accounts')
export class AccountsController {
  constructor(
    private readonly createAccount: CreateAccountHandler,
    private readonly accounts: ListAccountsHandler,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Create an account' })
  @AnswersData(AccountResponse, { status: 201 })
  async create(@Body(ValidBody) { name }: CreateAccountRequest): Promise<{ data: AccountResponse }> {
    return { data: accountResponse(await this.createAccount.execute(name)) };
  }

  @Get()
  @ApiOperation({ summary: 'List the accounts' })
  @AnswersPage(AccountResponse)
  async list(@Query(ValidQuery) query: PageQuery): Promise<Page<AccountResponse>> {
    const range = toRange(query);
    const { items, total } = await this.accounts.all(range);
    return paged(items.map(accountResponse), total, range);
  }

  @Get(':account_id')
  @ApiOperation({ summary: 'Show an account' })
  @AnswersData(AccountResponse)
  async show(@PathId('account_id') accountId: string): Promise<{ data: AccountResponse }> {
    return { data: accountResponse(await this.accounts.one(accountId)) };
  }
}
