import { AnswersData, Caller, type Principal, validateBody } from '@conferencing/http-edge';
import { Clock, DomainError, newId } from '@conferencing/kernel';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ConnectZoomHandler } from '../../../application/connect-zoom/connect-zoom.handler.js';
import { ConnectedAccounts, type ConnectedAccountView } from '../../../domain/connected-accounts.port.js';
import { provenanceOf } from '../provenance.js';
import { ConnectZoomRequest, RegisterConnectionRequest } from './connect-account.request.js';
import { ConnectedAccountResponse } from './connected-account.response.js';

@ApiTags('Connected accounts')
@Controller('v1/connected_accounts')
export class ConnectAccountController {
  constructor(
    private readonly connectZoom: ConnectZoomHandler,
    private readonly connections: ConnectedAccounts,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Connect an external account',
    description:
      'The service checks Zoom credentials at Zoom. A Zoom account that is already connected gets the new ' +
      'credentials and keeps its id: 200. The next sync reads its users.',
  })
  @ApiExtraModels(ConnectZoomRequest, RegisterConnectionRequest)
  @ApiBody({
    schema: {
      oneOf: [{ $ref: getSchemaPath(ConnectZoomRequest) }, { $ref: getSchemaPath(RegisterConnectionRequest) }],
    },
  })
  @AnswersData(ConnectedAccountResponse, { status: 201, description: 'The account is connected.' })
  @AnswersData(ConnectedAccountResponse, {
    status: 200,
    description: 'The account was already connected and has the new credentials.',
  })
  @ApiResponse({ status: 502, description: 'Zoom did not answer, or refused the request. Nothing was changed.' })
  async connect(
    @Caller() caller: Principal,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ data: ConnectedAccountResponse }> {
    const provider = (body as { provider?: unknown } | null | undefined)?.provider;
    if (provider === 'zoom_admin') {
      const { connection, created } = await this.zoom(caller, validateBody(ConnectZoomRequest, body));
      if (!created) reply.status(200);
      return { data: connection };
    }
    if (provider === 'google' || provider === 'microsoft') {
      return { data: await this.register(caller, validateBody(RegisterConnectionRequest, body)) };
    }
    throw refusalOf(body);
  }

  private zoom(caller: Principal, request: ConnectZoomRequest) {
    const { account_id: accountId, client_id: clientId, client_secret: clientSecret } = request.credentials;
    return this.connectZoom.execute({
      accountId: caller.accountId,
      scope: request.connection_scope,
      userId: request.user_id ?? null,
      credentials: { type: 'server_to_server', accountId, clientId, clientSecret },
      provenance: provenanceOf(caller),
    });
  }

  private register({ accountId }: Principal, request: RegisterConnectionRequest): Promise<ConnectedAccountView> {
    const connection = {
      id: newId('connectedAccount'),
      provider: request.provider,
      scope: request.connection_scope,
      userId: request.user_id ?? null,
      email: request.email,
      externalSubject: request.external_subject,
      externalAccountId: request.external_account_id ?? null,
      displayName: request.display_name ?? null,
    };
    return this.connections.register(accountId, connection, this.clock.now());
  }
}

/** Returns every fault of a body with an unknown provider; the other fields show which kind of connection is meant. */
function refusalOf(body: unknown): unknown {
  const zoom = typeof body === 'object' && body !== null && 'credentials' in body;
  try {
    return validateBody<object>(zoom ? ConnectZoomRequest : RegisterConnectionRequest, body);
  } catch (error) {
    if (!(error instanceof DomainError)) return error;
    const detail = 'provider must be one of zoom_admin, google and microsoft.';
    return new DomainError(
      error.kind,
      error.faults.map((fault) => (fault.pointer === '/provider' ? { ...fault, detail } : fault)),
    );
  }
}
