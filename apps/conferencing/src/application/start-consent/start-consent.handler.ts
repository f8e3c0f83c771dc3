import { Injectable } from '@nestjs/common';
import { ExternalDirectory } from '../../domain/external-directory.port.js';
import { type ConsentRequest, OAuthStates } from '../../domain/oauth-states.port.js';

/** Sends an administrator to the provider's consent page. */
@Injectable()
export class StartConsentHandler {
  constructor(
    private readonly directory: ExternalDirectory,
    private readonly states: OAuthStates,
  ) {}

  /**
   * Resolves with the address of the page. Throws `unavailable` if OAuth is not configured.
   *
   * @param browser a secret of the browser that must finish the consent; null for any browser
   */
  async execute(request: ConsentRequest, browser: string | null): Promise<string> {
    this.directory.authorizeUrl('', '');
    const { state, codeChallenge } = await this.states.issue(request, browser);
    return this.directory.authorizeUrl(state, codeChallenge);
  }
}
