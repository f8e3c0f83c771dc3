import { DomainError } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { ConnectedAccountView } from '../../domain/connected-accounts.port.js';
import { ExternalDirectory } from '../../domain/external-directory.port.js';
import { OAuthStates } from '../../domain/oauth-states.port.js';
import { refusalOf } from '../connect-zoom/directory-refusal.js';
import { SaveZoomConnectionHandler } from '../connect-zoom/save-zoom-connection.handler.js';

/** What the provider's consent page returned. `code` is null if the administrator refused. */
export interface CompleteConsent {
  state: string;
  code: string | null;
  /** The secret of the browser that returned; null if it has none. */
  browser: string | null;
  traceparent: string | null;
}

/** Connects the account for which an administrator gave consent, or repairs the connection to the same account. */
@Injectable()
export class CompleteConsentHandler {
  constructor(
    private readonly states: OAuthStates,
    private readonly directory: ExternalDirectory,
    private readonly save: SaveZoomConnectionHandler,
  ) {}

  /** Throws `malformed` for an invalid state or a refused consent, `invalid` for a rejected code, or `bad_gateway`. */
  async execute({ state, code, browser, traceparent }: CompleteConsent): Promise<ConnectedAccountView> {
    const consumed = await this.states.consume(state, browser);
    if (consumed === null) {
      throw refused('This link has expired, was already used, or was opened in another browser. Please start again.');
    }
    if (code === null) throw refused('The consent was not given. Please start again and allow access.');
    const { credentials, identity } = await this.directory
      .exchangeCode(code, consumed.codeVerifier)
      .catch((error: unknown) => {
        throw refusalOf(error);
      });
    const { actor, ...owner } = consumed.request;
    const saved = await this.save.execute({ ...owner, identity, credentials, provenance: { actor, traceparent } });
    return saved.connection;
  }
}

function refused(detail: string): DomainError {
  return new DomainError('malformed', { code: 'malformed_request', detail });
}
