import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ownerOf } from '../zoom/accounts.js';
import type { ZoomAccount } from '../zoom/accounts.js';
import { apiError, json } from '../zoom/answer.js';
import type { Answer } from '../zoom/answer.js';
import { invalidAccessToken, missingScopes } from '../zoom/faults.js';
import { listUsers } from '../zoom/list-users.js';
import { Zoom } from '../zoom/zoom.js';
import { answering } from './answering.js';

const LISTING_SCOPES = ['user:read:list_users:admin', 'user:read:admin'];
const READING_SCOPES = ['user:read:user:admin', 'user:read:user', 'user:read:admin'];

type Authorized = (account: ZoomAccount, headers: Record<string, string>) => Answer;

@ApiTags('Zoom')
@ApiBearerAuth()
@Controller('v2/users')
export class UsersController {
  constructor(private readonly zoom: Zoom) {}

  @Get()
  @ApiOperation({ summary: 'The users of one status, a page at a time' })
  @ApiQuery({ name: 'status', required: false, enum: ['active', 'inactive', 'pending'] })
  @ApiQuery({ name: 'page_size', required: false, description: '1–300, 30 by default' })
  @ApiQuery({ name: 'next_page_token', required: false })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.authorized(request, reply, LISTING_SCOPES, (account, headers) =>
      listUsers(account, request.query, this.zoom.pageTokens, headers),
    );
  }

  @Get(':user_id')
  @ApiOperation({ summary: 'One user, by id or email; `me` is the owner of the account' })
  async one(
    @Param('user_id') userId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.authorized(request, reply, READING_SCOPES, (account, headers) => {
      const user =
        userId === 'me' ? ownerOf(account) : account.users.find((u) => u.id === userId || u.email === userId);
      if (user === undefined) return apiError(404, 1001, `User does not exist: ${userId}.`, headers);
      return json({ ...user, account_id: account.id }, headers);
    });
  }

  private async authorized(
    request: FastifyRequest,
    reply: FastifyReply,
    scopes: readonly string[],
    answer: Authorized,
  ): Promise<void> {
    const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer === undefined ? undefined : this.zoom.tokens.findAccess(bearer);
    const account = token === undefined ? undefined : this.zoom.accounts.get(token.accountId);
    await answering(this.zoom, request, reply, { accountId: account?.id ?? null, endpoint: 'api' }, () => {
      if (token === undefined || account === undefined) return invalidAccessToken();
      const limit = this.zoom.rateLimit.take(account.id);
      if (!limit.allowed) return limit.answer;
      if (!scopes.some((scope) => token.scopes.includes(scope))) return missingScopes(scopes[0] ?? '');
      return answer(account, limit.headers);
    });
  }
}
