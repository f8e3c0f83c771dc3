import type { ConnectionScope } from './connected-accounts.port.js';

/** Who asked for a consent, and for what. */
export interface ConsentRequest {
  accountId: string;
  scope: ConnectionScope;
  userId: string | null;
  actor: string;
}

export interface IssuedState {
  state: string;
  /** PKCE's challenge, method S256 (RFC 7636). */
  codeChallenge: string;
}

export interface ConsumedState {
  request: ConsentRequest;
  /** PKCE's verifier of the challenge. */
  codeVerifier: string;
}

/** Consents under way. A state is signed, works once, and only for ten minutes. */
export abstract class OAuthStates {
  /** @param browser a secret of the browser that begins the consent; null when no browser does */
  abstract issue(request: ConsentRequest, browser: string | null): Promise<IssuedState>;

  /** Null when the state was not issued here or not to this browser, has ended or was used already. */
  abstract consume(state: string, browser: string | null): Promise<ConsumedState | null>;
}
