import { JwtVerifier } from '@conferencing/callers';
import { Database } from '@conferencing/database';
import {
  Authentication,
  Authenticator,
  RateLimiter,
  SharedRateLimiter,
  UnlimitedRate,
  WRONG_TOKENS_PER_MINUTE,
  WrongTokens,
} from '@conferencing/http-edge';
import { Clock } from '@conferencing/kernel';
import { Module } from '@nestjs/common';
import { AuthenticateCallerHandler } from '../../../application/authenticate-caller/authenticate-caller.handler.js';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../../../conferencing.config.js';
import { CallerCredentials } from '../../../domain/caller-credentials.port.js';
import { PgCallerCredentials } from '../../../persistence/accounts/caller-credentials.repository.js';
import { ConferencingAuthenticator } from './conferencing-authenticator.js';

/** Authenticates the callers of every endpoint of the app that is not marked as public. */
@Module({
  providers: [
    AuthenticateCallerHandler,
    {
      provide: JwtVerifier,
      inject: [CallerCredentials, Clock],
      useFactory: (credentials: CallerCredentials, clock: Clock) => new JwtVerifier(credentials, clock),
    },
    { provide: CallerCredentials, useClass: PgCallerCredentials },
    { provide: Authenticator, useClass: ConferencingAuthenticator },
    {
      provide: RateLimiter,
      inject: [Database, CONFERENCING_SETTINGS],
      useFactory: (database: Database, { RATE_LIMIT_PER_MINUTE }: ConferencingSettings) =>
        RATE_LIMIT_PER_MINUTE === 0 ? new UnlimitedRate() : new SharedRateLimiter(database, RATE_LIMIT_PER_MINUTE),
    },
    {
      provide: WrongTokens,
      inject: [CONFERENCING_SETTINGS],
      useFactory: ({ RATE_LIMIT_PER_MINUTE }: ConferencingSettings) =>
        new WrongTokens(RATE_LIMIT_PER_MINUTE === 0 ? Infinity : WRONG_TOKENS_PER_MINUTE),
    },
    Authentication,
  ],
})
export class AuthModule {}
