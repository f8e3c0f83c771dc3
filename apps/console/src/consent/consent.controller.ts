import { Public } from '@conferencing/http-edge';
import { unavailable } from '@conferencing/http-edge';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { parse } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Credentials } from '../api/credentials.js';
import { Conferencing } from '../api/upstream.js';
import { CONSOLE_SETTINGS, type ConsoleSettings } from '../console.config.js';
import { Cookies } from '../session/cookies.js';
import { Sessions } from '../session/sessions.js';

/** The same path as at conferencing, which judges what comes back. */
const CALLBACK = '/v1/oauth/zoom_admin/callback';
const AUTHORIZE = '/v1/connected_accounts/zoom_admin/authorize';
/** As conferencing calls the secret that binds a consent to its browser. */
const COOKIE = 'zoom_consent';
const LIFETIME_SECONDS = 600;

/** Why Zoom isn't connected, for the page of the connections. */
type Failure = 'denied' | 'expired' | 'rejected' | 'unreachable';

const FAILURES: Record<number, Failure> = { 400: 'expired', 422: 'rejected', 424: 'unreachable' };

/**
 * Connecting Zoom by consent. conferencing gives the browser a secret in a cookie, without which the consent can't end;
 * its cookie can't reach the browser from another origin, so the console hands it on as one of its own, both ways.
 */
@Public()
@ApiExcludeController()
@Controller()
export class ConsentController {
  constructor(
    private readonly sessions: Sessions,
    private readonly credentials: Credentials,
    private readonly cookies: Cookies,
    private readonly conferencing: Conferencing,
    @Inject(CONSOLE_SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  @Get(`api/conferencing${AUTHORIZE}`)
  async authorize(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.requireAccount(request, reply);
    const { statusCode, headers, body } = await this.conferencing.send({
      method: 'GET',
      path: `${AUTHORIZE}${request.url.replace(/^[^?]*/, '')}`,
      // A browser is at work, whatever it has sent: conferencing binds the consent to it.
      headers: { ...(await this.credentials.of(session)), 'sec-fetch-site': 'same-origin' },
    });
    const text = await body.text();
    if (statusCode === 200) {
      this.requireOwnCallback(text);
      const secret = [headers['set-cookie'] ?? []].flat().map((cookie) => parse(cookie)[COOKIE])[0];
      if (secret === undefined) throw unavailable('conferencing has not bound the consent to this browser.');
      this.cookies.set(reply, COOKIE, secret, LIFETIME_SECONDS);
    }
    if (statusCode === 401) this.sessions.end(reply, session);
    void reply.code(statusCode).type('application/json; charset=utf-8').header('cache-control', 'no-store').send(text);
  }

  @Get(CALLBACK.slice(1))
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.find(request, reply);
    const secret = this.cookies.read(request, COOKIE);
    const search = request.url.replace(/^[^?]*/, '');
    const { statusCode, body } = await this.conferencing.send({
      method: 'GET',
      path: `${CALLBACK}${search}`,
      headers: { accept: 'text/html', ...(secret && { cookie: `${COOKIE}=${secret}` }) },
    });
    const page = await body.text();
    reply.header('cache-control', 'no-store');
    this.cookies.remove(reply, COOKIE);
    // A person with only the link, and without a session here, sees the small page of conferencing.
    if (session === undefined || secret === undefined || secret === '') {
      void reply.code(statusCode).type('text/html; charset=utf-8').send(page);
      return;
    }
    const denied = new URLSearchParams(search).has('error');
    const failed = statusCode === 200 ? undefined : denied ? 'denied' : (FAILURES[statusCode] ?? 'unreachable');
    void reply.redirect(`/connections?${failed === undefined ? 'connected=zoom' : `connect_failed=${failed}`}`, 302);
  }

  /** Elsewhere, the browser would arrive without its secret, after the administrator has consented. */
  private requireOwnCallback(text: string): void {
    const { data } = JSON.parse(text) as { data: { authorize_url: string } };
    const callback = new URL(data.authorize_url).searchParams.get('redirect_uri');
    const own = `${this.settings.PUBLIC_URL}${CALLBACK}`;
    if (callback === own) return;
    throw unavailable(`To connect Zoom from here, conferencing needs the setting ZOOM_REDIRECT_URI=${own}`);
  }
}
