import { Module } from '@nestjs/common';
import { CreateAccountHandler } from '../../../application/create-account/create-account.handler.js';
import { IssueTokenHandler } from '../../../application/issue-token/issue-token.handler.js';
import { ListAccountsHandler } from '../../../application/list-accounts/list-accounts.handler.js';
import { RegisterSigningKeyHandler } from '../../../application/register-signing-key/register-signing-key.handler.js';
import { RevokeSigningKeyHandler } from '../../../application/revoke-signing-key/revoke-signing-key.handler.js';
import { RevokeTokenHandler } from '../../../application/revoke-token/revoke-token.handler.js';
import { Accounts } from '../../../domain/accounts.port.js';
import { PgAccounts } from '../../../persistence/accounts/accounts.repository.js';
import { AccountsController } from './accounts.controller.js';
import { MeController } from './me.controller.js';
import { SigningKeysController } from './signing-keys.controller.js';
import { TokensController } from './tokens.controller.js';

/** The platform's endpoints for tenants, their tokens and their signing keys. */
@Module({
  controllers: [AccountsController, TokensController, SigningKeysController, MeController],
  providers: [
    CreateAccountHandler,
    IssueTokenHandler,
    RevokeTokenHandler,
    RegisterSigningKeyHandler,
    RevokeSigningKeyHandler,
    ListAccountsHandler,
    { provide: Accounts, useClass: PgAccounts },
  ],
})
export class AccountsModule {}
