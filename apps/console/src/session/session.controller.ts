import { AnswersData, AnswersNothing, Public, ValidBody, WrongTokens } from '@conferencing/http-edge';
import { DomainError, invalid } from '@conferencing/kernel';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Credentials } from '../api/credentials.js';
import { CONSOLE_SETTINGS, type ConsoleSettings } from '../console.config.js';
import { Accounts, bearer } from './accounts.js';
import { SessionResponse, SignInOptionsResponse } from './session.response.js';
import type { Session, SessionAccount } from './session.js';
import { Sessions } from './sessions.js';
import { ChooseAccountRequest, SignInRequest } from './sign-in.request.js';

type Data<T> = Promise<{ data: T }>;

const NO_STORE = 'no-store';

@Public()
@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly credentials: Credentials,
    private readonly wrongTokens: WrongTokens,
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who is signed in, and to which account; a token that was revoked ends the session' })
  @AnswersData(SessionResponse)
  @ApiResponse({ status: 401, description: 'Nobody is signed in.' })
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Data<SessionResponse> {
    reply.header('cache-control', NO_STORE);
    const session = await this.sessions.require(request, reply);
    if (!(await this.stillCounts(session))) {
      this.sessions.end(reply, session);
      throw new DomainError('unauthorized', { code: 'unauthorized', detail: 'The token was revoked: sign in again.' });
    }
    return { data: await this.answer(session) };
  }

  @Get('options')
  @ApiOperation({ summary: 'How one can sign in here, besides with a token' })
  @AnswersData(SignInOptionsResponse)
  options(): { data: SignInOptionsResponse } {
    const oidc = this.settings.OIDC_ISSUER !== undefined;
    return { data: { oidc, oidc_name: oidc ? this.settings.OIDC_NAME : null } };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in with an account token, or with the platform token to choose an account' })
  @AnswersData(SessionResponse)
  @ApiResponse({ status: 401, description: 'The token is unknown, expired or revoked.' })
  @ApiResponse({ status: 429, description: 'Too many wrong tokens came from this address.' })
  async signIn(
    @Body(ValidBody) { token }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Data<SessionResponse> {
    this.sessions.requireOurOrigin(request);
    const given = token.trim();
    this.wrongTokens.admit(request.ip, given);
    // What can't be sent in a header is no token.
    const me = /^[\x21-\x7e]+$/.test(given) ? await this.accounts.whoIs(bearer(given)) : undefined;
    if (me === undefined) {
      this.wrongTokens.wasWrong(request.ip, given);
      const detail = 'The token is unknown, expired or revoked.';
      throw new DomainError('unauthorized', { code: 'unauthorized', detail, pointer: '/token' });
    }
    this.wrongTokens.wasRight(given);
    const session = await this.sessions.begin(reply, { ...me, token: given, name: null, accountIds: null });
    reply.header('cache-control', NO_STORE);
    return { data: await this.answer(session) };
  }

  @Put('account')
  @ApiOperation({ summary: 'Act for this account, where the token or the user may choose one' })
  @AnswersData(SessionResponse)
  @ApiResponse({ status: 404, description: 'There is no such account.' })
  async choose(
    @Body(ValidBody) { account_id: id }: ChooseAccountRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Data<SessionResponse> {
    const session = await this.sessions.require(request, reply);
    this.sessions.requireOurs(request, session);
    if (session.kind !== 'platform' && session.accountIds === null) {
      throw invalid('This token acts for its own account alone.', '/account_id');
    }
    if (session.accountIds?.includes(id) === false) throw invalid('You may not act for this account.', '/account_id');
    const account = await this.accounts.one(this.platformTokenOf(session), id);
    reply.header('cache-control', NO_STORE);
    return { data: await this.answer(await this.sessions.choose(reply, session, account)) };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out' })
  @AnswersNothing()
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const session = await this.sessions.find(request, reply);
    if (session === undefined) return;
    this.sessions.requireOurs(request, session);
    this.sessions.end(reply, session);
  }

  /** While conferencing is away, nobody is signed out. */
  private async stillCounts(session: Session): Promise<boolean> {
    // A user who has not chosen an account yet has nothing that could be revoked.
    if (session.token === null && session.account === null) return true;
    try {
      return (await this.accounts.whoIs(await this.credentials.of(session))) !== undefined;
    } catch (error) {
      if (error instanceof DomainError && ['unavailable', 'bad_gateway'].includes(error.kind)) return true;
      throw error;
    }
  }

  private async answer(session: Session): Promise<SessionResponse> {
    const { kind, account, actor, name, csrf } = session;
    const accounts = account === null ? await this.choices(session) : undefined;
    return {
      kind,
      account,
      actor,
      name,
      csrf_token: csrf,
      expires_at: this.sessions.endsAt(session).toISOString(),
      ...(accounts && { accounts }),
    };
  }

  private choices(session: Session): Promise<SessionAccount[]> {
    const token = this.platformTokenOf(session);
    const { accountIds } = session;
    if (accountIds === null) return this.accounts.all(token);
    return Promise.all(accountIds.map((id) => this.accounts.one(token, id)));
  }

  private platformTokenOf({ token }: Session): string {
    // Users of OpenID Connect have none; the settings demand one where they can sign in.
    return token ?? this.settings.PLATFORM_TOKEN!;
  }
}
