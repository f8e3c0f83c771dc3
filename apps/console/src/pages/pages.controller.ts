import { Public } from '@conferencing/http-edge';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from '../session/sessions.js';
import { BuiltPage } from './built-page.js';
import { PAGE_HEADERS } from './page-headers.js';
import { wantedPage } from './wanted-page.js';

/** Each of them is the same document; its script shows what the address says. */
const PAGES = [
  'overview',
  'assignments',
  'assignments/:service_id/:provider_id',
  'attention',
  'connections',
  'connections/:id',
  'hosts',
  'hosts/:id',
  'services/:id',
  'audit',
  'import',
];

@Public()
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly sessions: Sessions,
    private readonly page: BuiltPage,
  ) {}

  @Get()
  async root(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.find(request, reply);
    void reply.header('cache-control', 'no-store').redirect(session?.account ? '/overview' : '/sign-in', 302);
  }

  @Get('sign-in')
  signIn(@Res() reply: FastifyReply): void {
    this.show(reply);
  }

  @Get(PAGES)
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.find(request, reply);
    if (session?.account) return this.show(reply);
    const wanted = new URLSearchParams({ next: wantedPage(request.url) }).toString();
    void reply.header('cache-control', 'no-store').redirect(`/sign-in?${wanted}`, 302);
  }

  private show(reply: FastifyReply): void {
    void reply.headers(PAGE_HEADERS).type('text/html; charset=utf-8').send(this.page.index);
  }
}
