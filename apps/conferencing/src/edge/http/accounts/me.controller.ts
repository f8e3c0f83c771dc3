import { AnswersData, AnyToken, CallerOrPlatform, type Principal } from '@conferencing/http-edge';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListAccountsHandler } from '../../../application/list-accounts/list-accounts.handler.js';
import { MeResponse, meResponse } from './me.response.js';

@AnyToken()
@ApiTags('accounts')
@Controller('v1/me')
export class MeController {
  constructor(private readonly accounts: ListAccountsHandler) {}

  @Get()
  @ApiOperation({ summary: 'Show who the token is, and the account that it acts for' })
  @AnswersData(MeResponse)
  async show(@CallerOrPlatform() caller: Principal | null): Promise<{ data: MeResponse }> {
    const account = caller === null ? null : await this.accounts.one(caller.accountId);
    return { data: meResponse(caller, account) };
  }
}
