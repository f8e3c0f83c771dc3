import { Authenticator, type Identity, PlatformToken } from '@conferencing/http-edge';
import { Inject, Injectable } from '@nestjs/common';
import { AuthenticateCallerHandler } from '../../../application/authenticate-caller/authenticate-caller.handler.js';
import { CONFERENCING_SETTINGS, type ConferencingSettings } from '../../../conferencing.config.js';

/** Authenticates the platform by its token, and accounts by their tokens and JWTs. */
@Injectable()
export class ConferencingAuthenticator extends Authenticator {
  private readonly platform: PlatformToken;

  constructor(
    private readonly callers: AuthenticateCallerHandler,
    @Inject(CONFERENCING_SETTINGS) settings: ConferencingSettings,
  ) {
    super();
    this.platform = new PlatformToken(settings.PLATFORM_TOKEN, settings.PLATFORM_TOKEN_PREVIOUS);
  }

  override async identify(token: string): Promise<Identity | undefined> {
    const platform = this.platform.identify(token);
    if (platform !== undefined) return platform;
    const caller = await this.callers.execute(token);
    if (caller === undefined) return undefined;
    const { accountId, actor, countedBy } = caller;
    return { accountId, actor, limitKey: `${accountId}/${countedBy}` };
  }

  override accountExists(accountId: string): Promise<boolean> {
    return this.callers.accountExists(accountId);
  }
}
