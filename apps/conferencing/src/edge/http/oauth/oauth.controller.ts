import { AnswersData, Caller, type Principal, Public, refuseParameters, ValidQuery } from '@conferencing/http-edge';
import { DomainError } from '@conferencing/kernel';
import { currentTraceparent } from '@conferencing/observability';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CompleteConsentHandler } from '../../../application/complete-consent/complete-consent.handler.js';
import { StartConsentHandler } from '../../../application/start-consent/start-consent.handler.js';
import { AuthorizeZoomQuery } from './authorize-zoom.request.js';
import { bindToBrowser, browserOf } from './consent-cookie.js';
import { consentPage } from './consent-page.js';

const AUTHORIZE_URL = 'https://zoom.us/oauth/authorize?response_type=code&client_id=…&redirect_uri=…&state=…';

class AuthorizeUrlResponse {
  @ApiProperty({ example: AUTHORIZE_URL }) authorize_url: string;
}

/** The administrator at the page can correct these failures, so they are client errors; the service has no fault. */
const STATUS_OF_FAILURE: Partial<Record<DomainError['kind'], number>> = {
  malformed: 400,
  invalid: 422,
  bad_gateway: 424,
};

/** An answer from Zoom may have unknown parameters (RFC 6749, 4.1.2), but it always has a state. */
function requireAnswerOfZoom(query: Record<string, unknown>): void {
  if (query.state === undefined) refuseParameters(query, ['code', 'state']);
}

@ApiTags('Connected accounts')
@Controller('v1')
export class OAuthController {
  constructor(
    private readonly startConsent: StartConsentHandler,
    private readonly completeConsent: CompleteConsentHandler,
  ) {}

  @Get('connected_accounts/zoom_admin/authorize')
  @ApiOperation({
    summary: 'Get the address where an administrator connects Zoom',
    description:
      'The address works once, for ten minutes. The consent also repairs a broken connection to the same ' +
      'Zoom account. If a browser sends the request (with `Sec-Fetch-Site`), the answer sets a cookie, and ' +
      'the consent must finish in the same browser.',
  })
  @AnswersData(AuthorizeUrlResponse)
  async authorize(
    @Caller() { accountId, actor }: Principal,
    @Query(ValidQuery) { connection_scope: scope = 'account', user_id: userId }: AuthorizeZoomQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ data: AuthorizeUrlResponse }> {
    const consent = { accountId, scope, userId: userId ?? null, actor };
    const url = await this.startConsent.execute(consent, bindToBrowser(request, reply));
    return { data: { authorize_url: url } };
  }

  @Public()
  @Get('oauth/zoom_admin/callback')
  @ApiOperation({ summary: 'Finish the consent: Zoom sends the administrator here, who sees a small page' })
  @ApiQuery({ name: 'code', required: false })
  @ApiQuery({ name: 'state', required: false })
  @ApiResponse({ status: 200, description: 'Zoom is connected.', content: { 'text/html': {} } })
  @ApiResponse({
    status: '4XX',
    description: 'Zoom is not connected; the page says why.',
    content: { 'text/html': {} },
  })
  async callback(
    @Query() query: Record<string, unknown>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { code, state } = query;
    requireAnswerOfZoom(query);
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    try {
      const { email } = await this.completeConsent.execute({
        state: typeof state === 'string' ? state : '',
        code: typeof code === 'string' && code !== '' ? code : null,
        browser: browserOf(request),
        traceparent: currentTraceparent() ?? null,
      });
      return consentPage('Zoom is connected', `The Zoom account of ${email} is connected. You can close this page.`);
    } catch (error) {
      const status = error instanceof DomainError ? STATUS_OF_FAILURE[error.kind] : undefined;
      if (status === undefined) throw error;
      reply.status(status);
      return consentPage('Zoom is not connected', (error as DomainError).message);
    }
  }
}
