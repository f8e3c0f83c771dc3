import { Injectable } from '@nestjs/common';
import { ExternalDirectory } from '../../domain/external-directory.port.js';
import { type ConsentRequest, OAuthStates } from '../../domain/oauth-states.port.js';

/** Sends an administrator to the provider's page of consent. */
@Injectable()
export class StartConsentHandler {
  constructor(
    private readonly directory: ExternalDirectory,
    private readonly states: OAuthStates,
  ) {}

  /**
   * Resolves with the page's address. Throws `unavailable` when OAuth isn't set up here.
   *
   * @param browser a secret of the browser in which the consent has to end; null for any browser
   */
  async execute(request: ConsentRequest, browser: string | null): Promise<string> {
    this.directory.authorizeUrl('', '');
    const { state, codeChallenge } = await this.states.issue(request, browser);
    return this.directory.authorizeUrl(state, codeChallenge);
  }
}
