import { Database } from '@conferencing/database';
import { Authenticator, AuthGuard, RateLimiter, SharedRateLimiter, UnlimitedRate } from '@conferencing/http-edge';
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthenticateCallerHandler } from '../../../application/authenticate-caller/authenticate-caller.handler.js';
import { JwtVerifier } from '../../../application/authenticate-caller/jwt-verifier.js';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../../../conferencing.config.js';
import { CallerCredentials } from '../../../domain/caller-credentials.port.js';
import { PgCallerCredentials } from '../../../persistence/accounts/caller-credentials.repository.js';
import { ConferencingAuthenticator } from './conferencing-authenticator.js';

/** Guards every endpoint of the app that isn't marked as public. */
@Module({
  providers: [
    JwtVerifier,
    AuthenticateCallerHandler,
    { provide: CallerCredentials, useClass: PgCallerCredentials },
    { provide: Authenticator, useClass: ConferencingAuthenticator },
    {
      provide: RateLimiter,
      inject: [Database, CONFERENCING_SETTINGS],
      useFactory: (database: Database, { RATE_LIMIT_PER_MINUTE }: ConferencingSettings) =>
        RATE_LIMIT_PER_MINUTE === 0 ? new UnlimitedRate() : new SharedRateLimiter(database, RATE_LIMIT_PER_MINUTE),
    },
    { provide: APP_GUARD, useClass: AuthGuard },
  ],
})
export class AuthModule {}
