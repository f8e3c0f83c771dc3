import type { ConnectionScope } from './connected-accounts.port.js';

/** Who asked for a consent, and what for. */
export interface ConsentRequest {
  accountId: string;
  scope: ConnectionScope;
  userId: string | null;
  actor: string;
}

export interface IssuedState {
  state: string;
  /** The PKCE challenge, method S256 (RFC 7636). */
  codeChallenge: string;
}

export interface ConsumedState {
  request: ConsentRequest;
  /** The PKCE verifier of the challenge. */
  codeVerifier: string;
}

/** Open consents. A state is signed, works once, and expires after ten minutes. */
export abstract class OAuthStates {
  /**
   * @param browser a secret of the browser that starts the consent; null if no browser does
   */
  abstract issue(request: ConsentRequest, browser: string | null): Promise<IssuedState>;

  /** Null if the state was not issued here, was issued to another browser, has expired or was already used. */
  abstract consume(state: string, browser: string | null): Promise<ConsumedState | null>;
}
