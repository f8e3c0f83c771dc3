import { Database } from '@conferencing/database';
import {
  Authentication,
  Authenticator,
  PlatformToken,
  RateLimiter,
  UnlimitedRate,
  WRONG_TOKENS_PER_MINUTE,
  WrongTokens,
} from '@conferencing/http-edge';
import { Module } from '@nestjs/common';
import { KnownCallers } from '../../callers/known-callers.js';
import { READ_MODELS_SETTINGS, type ReadModelsSettings } from '../../read-models.config.js';
import { ReadModelsAuthenticator } from './read-models-authenticator.js';

function makeAuthenticator(
  { PLATFORM_TOKEN, PLATFORM_TOKEN_PREVIOUS }: ReadModelsSettings,
  database: Database,
): ReadModelsAuthenticator {
  const platform = new PlatformToken(PLATFORM_TOKEN, PLATFORM_TOKEN_PREVIOUS);
  return new ReadModelsAuthenticator(platform, new KnownCallers(database));
}

/** Knows the callers of every endpoint of the app that isn't marked as public. */
@Module({
  providers: [
    Authentication,
    { provide: Authenticator, inject: [READ_MODELS_SETTINGS, Database], useFactory: makeAuthenticator },
    { provide: RateLimiter, useClass: UnlimitedRate },
    {
      provide: WrongTokens,
      inject: [READ_MODELS_SETTINGS],
      useFactory: ({ RATE_LIMIT_PER_MINUTE }: ReadModelsSettings) =>
        new WrongTokens(RATE_LIMIT_PER_MINUTE === 0 ? Infinity : WRONG_TOKENS_PER_MINUTE),
    },
  ],
})
export class AuthModule {}
