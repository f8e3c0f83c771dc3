import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authorize } from '../zoom/authorize.js';
import { accountOfTokenRequest, grantToken } from '../zoom/grant-token.js';
import { Zoom } from '../zoom/zoom.js';
import { answering } from './answering.js';

@ApiTags('Zoom')
@Controller('oauth')
export class OAuthController {
  constructor(private readonly zoom: Zoom) {}

  @Post('token')
  @ApiOperation({ summary: 'A token by account credentials, authorization code or refresh token (form, Basic client)' })
  async token(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const tokenRequest = {
      client: basicClient(request.headers.authorization),
      form: { ...strings(request.query), ...strings(request.body) },
      apiUrl: `http://${request.headers.host ?? 'localhost'}`,
    };
    const accountId = accountOfTokenRequest(tokenRequest, this.zoom);
    const grantType = tokenRequest.form.grant_type;
    await answering(this.zoom, request, reply, { accountId, endpoint: 'token', grantType }, () => {
      this.zoom.dataFile.touch();
      return grantToken(tokenRequest, this.zoom);
    });
  }

  @Get('authorize')
  @ApiOperation({ summary: 'The consent page; with account_id it goes back to redirect_uri at once' })
  async authorize(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await answering(this.zoom, request, reply, { accountId: null, endpoint: 'token' }, () =>
      authorize(request.query, this.zoom),
    );
  }
}

function basicClient(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const [id, ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
  return { id: id ?? '', secret: secret.join(':') };
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
