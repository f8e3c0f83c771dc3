import { BadRequestException, Body, Controller, Delete, Get, HttpCode, NotFoundException } from '@nestjs/common';
import { Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { userEvents } from '../webhooks/user-events.js';
import { webhookRequest } from '../webhooks/webhook.js';
import { DEFAULT_SCOPES } from '../zoom/accounts.js';
import type { ZoomAccount } from '../zoom/accounts.js';
import { faultRequest } from '../zoom/faults.js';
import { completeUsers, zoomUsers } from '../zoom/zoom-user.js';
import { Zoom } from '../zoom/zoom.js';

const accountRequest = z.strictObject({
  client_id: z.string().min(1).max(200),
  client_secret: z.string().min(1).max(200),
  scopes: z.array(z.string().min(1)).default(DEFAULT_SCOPES),
});

/** How a test, a demo or a person sets the state of this Zoom. See the README beside the source. */
@ApiTags('Control')
@Controller('_control')
export class ControlController {
  constructor(private readonly zoom: Zoom) {}

  @Put('accounts/:zoom_account_id')
  @ApiOperation({ summary: 'Creates an account or changes its client and scopes' })
  @ApiBody({ schema: { example: { client_id: 'client', client_secret: 'secret' } } })
  putAccount(@Param('zoom_account_id') id: string, @Body() body: unknown) {
    const { client_id: clientId, client_secret: clientSecret, scopes } = parse(accountRequest, body);
    const account = this.zoom.accounts.put(id, { clientId, clientSecret, scopes });
    this.zoom.dataFile.touch();
    return { data: { id, client_id: clientId, scopes, users: account.users.length } };
  }

  @Put('accounts/:zoom_account_id/users')
  @ApiOperation({ summary: 'Replaces all users of the account; emit_webhooks=true tells of the differences' })
  @ApiBody({ schema: { example: [{ email: 'jane@example.com', first_name: 'Jane', last_name: 'Doe', type: 2 }] } })
  putUsers(@Param('zoom_account_id') id: string, @Body() body: unknown, @Query('emit_webhooks') emit?: string) {
    const account = this.account(id);
    const users = completeUsers(id, parse(zoomUsers, body));
    const events = emit === 'true' ? userEvents(account.users, users) : [];
    account.users = users;
    this.zoom.dataFile.touch();
    for (const event of events) this.zoom.deliveries.start(id, webhookRequest.parse(event));
    return { data: { users: users.length, webhooks: events.length } };
  }

  @Post('accounts/:zoom_account_id/faults')
  @ApiOperation({ summary: 'From now on (or for `count` requests) something goes wrong' })
  @ApiBody({ schema: { example: { kind: 'rate_limited', count: 2, delay_ms: 0 } } })
  addFault(@Param('zoom_account_id') id: string, @Body() body: unknown) {
    const fault = parse(faultRequest, body);
    this.zoom.faults.add(this.account(id).id, fault);
    return { data: fault };
  }

  @Delete('accounts/:zoom_account_id/faults')
  @HttpCode(204)
  @ApiOperation({ summary: 'All goes well again' })
  clearFaults(@Param('zoom_account_id') id: string): void {
    this.zoom.faults.clear(this.account(id).id);
  }

  @Post('accounts/:zoom_account_id/webhooks')
  @HttpCode(202)
  @ApiOperation({ summary: 'Sends a signed webhook; the users stay as they are' })
  @ApiBody({ schema: { example: { event: 'user.deactivated', object: { id: 'abc' }, delay_ms: 0, lose: false } } })
  sendWebhook(@Param('zoom_account_id') id: string, @Body() body: unknown) {
    return { data: this.zoom.deliveries.start(this.account(id).id, parse(webhookRequest, body)) };
  }

  @Get('requests')
  @ApiOperation({ summary: 'The newest 10,000 requests to Zoom’s own paths, oldest first' })
  requests(@Query('account_id') accountId?: string) {
    return { data: this.zoom.requests.all(accountId) };
  }

  @Get('webhooks')
  @ApiOperation({ summary: 'The newest 1,000 webhooks and what became of them, oldest first' })
  webhooks() {
    return { data: this.zoom.deliveries.all() };
  }

  private account(id: string): ZoomAccount {
    const account = this.zoom.accounts.get(id);
    if (account === undefined) throw new NotFoundException(`There is no Zoom account ${id}: PUT it first.`);
    return account;
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new BadRequestException(
    parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`),
  );
}
