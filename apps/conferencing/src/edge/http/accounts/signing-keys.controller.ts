import type { Page } from '@conferencing/contracts';
import {
  AnswersData,
  AnswersNothing,
  AnswersPage,
  paged,
  PageQuery,
  PathId,
  PlatformOnly,
  toRange,
  validateBodyFor,
  ValidQuery,
} from '@conferencing/http-edge';
import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListAccountsHandler } from '../../../application/list-accounts/list-accounts.handler.js';
import { RegisterSigningKeyHandler } from '../../../application/register-signing-key/register-signing-key.handler.js';
import { RevokeSigningKeyHandler } from '../../../application/revoke-signing-key/revoke-signing-key.handler.js';
import { SigningKeyResponse, signingKeyResponse } from './account.response.js';
import { RegisterSigningKeyRequest } from './register-signing-key.request.js';

@PlatformOnly()
@ApiTags('accounts')
@Controller('v1/accounts/:account_id/signing_keys')
export class SigningKeysController {
  constructor(
    private readonly registerKey: RegisterSigningKeyHandler,
    private readonly revokeKey: RevokeSigningKeyHandler,
    private readonly accounts: ListAccountsHandler,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Register a public key; JWTs with its kid act for users of this account' })
  @ApiBody({ type: RegisterSigningKeyRequest })
  @AnswersData(SigningKeyResponse, { status: 201 })
  async register(
    @PathId('account_id') accountId: string,
    @Body() body: unknown,
  ): Promise<{ data: SigningKeyResponse }> {
    const account = () => this.accounts.one(accountId);
    const { public_jwk: publicJwk } = await validateBodyFor(account, RegisterSigningKeyRequest, body);
    return { data: signingKeyResponse(await this.registerKey.execute(accountId, publicJwk)) };
  }

  @Get()
  @ApiOperation({ summary: 'List the signing keys of the account, including revoked ones' })
  @AnswersPage(SigningKeyResponse)
  async list(
    @PathId('account_id') accountId: string,
    @Query(ValidQuery) query: PageQuery,
  ): Promise<Page<SigningKeyResponse>> {
    const range = toRange(query);
    const { items, total } = await this.accounts.signingKeys(accountId, range);
    return paged(items.map(signingKeyResponse), total, range);
  }

  @Delete(':signing_key_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a signing key; its JWTs are refused at once, by the read models within 5 s' })
  @AnswersNothing()
  async revoke(@PathId('account_id') accountId: string, @PathId('signing_key_id') keyId: string): Promise<void> {
    await this.revokeKey.execute(accountId, keyId);
  }
}
