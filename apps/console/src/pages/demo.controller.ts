import { Public } from '@conferencing/http-edge';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DemoCodes } from '../session/demo-codes.js';
import { Accounts, bearer } from '../session/accounts.js';
import { Sessions } from '../session/sessions.js';

@Public()
@ApiTags('session')
@Controller('session/demo')
export class DemoController {
  constructor(
    private readonly codes: DemoCodes,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Sign in with a link of the local stack; each link works once' })
  @ApiQuery({ name: 'code', required: true })
  @ApiResponse({ status: 302, description: 'To the page, or to the sign-in when the link was used already.' })
  async open(@Query('code') code: unknown, @Res() reply: FastifyReply): Promise<void> {
    reply.header('cache-control', 'no-store');
    const token = typeof code === 'string' ? await this.codes.redeem(code) : undefined;
    const me = token === undefined ? undefined : await this.accounts.whoIs(bearer(token));
    if (token === undefined || me === undefined) {
      void reply.redirect('/sign-in?failed=link_used', 302);
      return;
    }
    await this.sessions.begin(reply, { ...me, token, name: null, accountIds: null });
    void reply.redirect('/overview', 302);
  }
}
