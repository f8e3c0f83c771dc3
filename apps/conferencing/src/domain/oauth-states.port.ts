import type { ConnectionScope } from './connected-accounts.port.js';

/** Who asked for a consent, and for what. */
export interface ConsentRequest {
  accountId: string;
  scope: ConnectionScope;
  userId: string | null;
  actor: string;
}

/** Consents under way. A state is signed, works once, and only for ten minutes. */
export abstract class OAuthStates {
  abstract issue(request: ConsentRequest): Promise<string>;

  /** Null when the state was not issued here, has ended or was used already. */
  abstract consume(state: string): Promise<ConsentRequest | null>;
}
