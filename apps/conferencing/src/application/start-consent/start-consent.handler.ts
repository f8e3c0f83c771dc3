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

  /** Resolves with the page's address. Throws `unavailable` when OAuth isn't set up here. */
  async execute(request: ConsentRequest): Promise<string> {
    this.directory.authorizeUrl('');
    return this.directory.authorizeUrl(await this.states.issue(request));
  }
}
