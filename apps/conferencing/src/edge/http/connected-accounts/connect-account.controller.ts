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
      'Zoom credentials are checked at Zoom. A Zoom account that is connected already gets the new credentials: 200, ' +
      'with the same id. Its users come with the next sync.',
  })
  @ApiExtraModels(ConnectZoomRequest, RegisterConnectionRequest)
  @ApiBody({
    schema: {
      oneOf: [{ $ref: getSchemaPath(ConnectZoomRequest) }, { $ref: getSchemaPath(RegisterConnectionRequest) }],
    },
  })
  @AnswersData(ConnectedAccountResponse, { status: 201, description: 'Connected.' })
  @AnswersData(ConnectedAccountResponse, { status: 200, description: 'Connected again.' })
  @ApiResponse({ status: 502, description: 'Zoom had to be asked and could not be: nothing was changed.' })
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

/** Every fault of a body whose provider is not known; the other fields tell which of the two it wants to be. */
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
