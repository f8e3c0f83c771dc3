import { Database } from '@conferencing/database';
import { Module } from '@nestjs/common';
import { CompleteConsentHandler } from '../../../application/complete-consent/complete-consent.handler.js';
import { StartConsentHandler } from '../../../application/start-consent/start-consent.handler.js';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../../../conferencing.config.js';
import { OAuthStates } from '../../../domain/oauth-states.port.js';
import { PgOAuthStates } from '../../../persistence/oauth/oauth-states.repository.js';
import { StateSigner } from '../../../persistence/oauth/state-signer.js';
import { ConnectedAccountsModule } from '../connected-accounts/connected-accounts.module.js';
import { OAuthController } from './oauth.controller.js';

/** Connects a Zoom account by an administrator's consent. */
@Module({
  imports: [ConnectedAccountsModule],
  controllers: [OAuthController],
  providers: [
    StartConsentHandler,
    CompleteConsentHandler,
    {
      provide: OAuthStates,
      inject: [Database, CONFERENCING_SETTINGS],
      useFactory: (database: Database, settings: ConferencingSettings) =>
        new PgOAuthStates(database, new StateSigner(settings.TOKEN_ENCRYPTION_KEYS)),
    },
  ],
})
export class OAuthModule {}
