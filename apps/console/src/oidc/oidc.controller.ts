import { Public } from '@conferencing/http-edge';
import { DomainError, isId, notFound } from '@conferencing/kernel';
import { Controller, Get, Inject, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONSOLE_SETTINGS, type ConsoleSettings } from '../console.config.js';
import { wantedPage } from '../pages/wanted-page.js';
import { Accounts } from '../session/accounts.js';
import { Cookies } from '../session/cookies.js';
import { SealedBox } from '../session/sealed-box.js';
import { Sessions } from '../session/sessions.js';
import { OpenId, type OpenIdAttempt, type OpenIdUser } from './open-id.js';

const COOKIE = 'console_oidc';
const LIFETIME_SECONDS = 600;
const MOST_ACCOUNTS = 20;
/** The rule of the API for the `sub` of a JWT. */
const USER_ID = /^[^\p{Cc}\p{Cs}]{1,255}$/u;

/** Why the sign-in failed; the sign-in page shows it. */
type Failure = 'denied' | 'expired' | 'no_account' | 'provider_unreachable' | 'rejected';

@Public()
@ApiTags('session')
@Controller('session/oidc')
export class OidcController {
  private readonly logger = new Logger(OidcController.name);

  constructor(
    private readonly openId: OpenId,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly box: SealedBox,
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Sign in at the OpenID provider' })
  @ApiQuery({ name: 'next', required: false, description: 'The page to go to afterwards.' })
  @ApiResponse({ status: 302, description: 'To the provider.' })
  async start(@Query('next') to: unknown, @Res() reply: FastifyReply): Promise<void> {
    this.requireEnabled();
    reply.header('cache-control', 'no-store');
    try {
      const { url, attempt } = await this.openId.start(wantedPage(to));
      const end = Math.floor(Date.now() / 1_000) + LIFETIME_SECONDS;
      this.cookies.set(reply, COOKIE, await this.box.seal('oidc', attempt, end), LIFETIME_SECONDS);
      void reply.redirect(url.href, 302);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.fail(reply, 'provider_unreachable', wantedPage(to));
    }
  }

  @Get('callback')
  @ApiOperation({ summary: 'The OpenID provider sends the browser back here' })
  @ApiQuery({ name: 'code', required: false })
  @ApiQuery({ name: 'state', required: false })
  @ApiResponse({ status: 302, description: 'To the page, or back to the sign-in page, which says what went wrong.' })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.requireEnabled();
    reply.header('cache-control', 'no-store');
    const attempt = await this.box.open<OpenIdAttempt>('oidc', this.cookies.read(request, COOKIE) ?? '');
    this.cookies.remove(reply, COOKIE);
    if (attempt === undefined) return this.fail(reply, 'expired', '/');
    const search = request.url.replace(/^[^?]*/, '');
    let user: OpenIdUser;
    try {
      user = await this.openId.finish(search, attempt);
    } catch (error) {
      const denied = new URLSearchParams(search).get('error') === 'access_denied';
      this.logger.warn({ err: error }, 'A sign-in with OpenID Connect has failed');
      const unreachable = error instanceof DomainError;
      return this.fail(reply, denied ? 'denied' : unreachable ? 'provider_unreachable' : 'rejected', attempt.to);
    }
    const ids = accountsOf(user);
    if (ids.length === 0 || !USER_ID.test(user.sub)) return this.fail(reply, 'no_account', attempt.to);
    await this.signIn(reply, user, ids, attempt.to);
  }

  private async signIn(reply: FastifyReply, user: OpenIdUser, ids: string[], to: string): Promise<void> {
    const { sub, name } = user;
    try {
      const found = await Promise.all(ids.map((id) => this.accounts.one(this.settings.PLATFORM_TOKEN!, id)));
      const [only] = found;
      const account = found.length === 1 ? only! : null;
      const session = { kind: 'user', token: null, actor: `user:${sub}`, name, account, accountIds: ids } as const;
      await this.sessions.begin(reply, { ...session, accountIds: [...ids] });
      void reply.redirect(account === null ? `/sign-in?${new URLSearchParams({ next: to }).toString()}` : to, 302);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.fail(reply, error.kind === 'not_found' ? 'no_account' : 'provider_unreachable', to);
    }
  }

  private fail(reply: FastifyReply, failed: Failure, to: string): void {
    void reply.redirect(`/sign-in?${new URLSearchParams({ failed, next: to }).toString()}`, 302);
  }

  private requireEnabled(): void {
    if (!this.openId.enabled) throw notFound('OpenID Connect is not set up here.');
  }
}

/** The claim names one account, or lists several. */
function accountsOf({ accounts }: OpenIdUser): string[] {
  const named = Array.isArray(accounts) ? accounts : [accounts];
  return [...new Set(named.filter((id): id is string => isId('account', id)))].slice(0, MOST_ACCOUNTS);
}
