import { createHash, timingSafeEqual } from 'node:crypto';
import type { Database } from '@conferencing/database';
import {
  type ConsentRequest,
  type ConsumedState,
  type IssuedState,
  OAuthStates,
} from '../../domain/oauth-states.port.js';
import { CONSUME_STATE, ISSUE_STATE } from './oauth-states.sql.js';
import type { StateSigner } from './state-signer.js';

const LIFETIME_SECONDS = 600;

/** Only digests are stored: a reader of the table cannot finish another person's consent. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export class PgOAuthStates extends OAuthStates {
  constructor(
    private readonly database: Database,
    private readonly signer: StateSigner,
  ) {
    super();
  }

  override async issue(request: ConsentRequest, browser: string | null): Promise<IssuedState> {
    const { accountId, scope, userId, actor } = request;
    const state = this.signer.make();
    const boundTo = browser === null ? null : digest(browser);
    const values = [digest(state), accountId, scope, userId, actor, LIFETIME_SECONDS, boundTo];
    await this.database.execute(ISSUE_STATE, values);
    return { state, codeChallenge: digest(this.signer.codeVerifier(state)).toString('base64url') };
  }

  override async consume(state: string, browser: string | null): Promise<ConsumedState | null> {
    if (!this.signer.isOurs(state)) return null;
    const [row] = await this.database.query<StateRow>(CONSUME_STATE, [digest(state)]);
    if (row?.live !== true) return null;
    if (row.browser !== null && !(browser !== null && timingSafeEqual(digest(browser), row.browser))) return null;
    const { accountId, scope, userId, actor } = row;
    return { request: { accountId, scope, userId, actor }, codeVerifier: this.signer.codeVerifier(state) };
  }
}

interface StateRow extends ConsentRequest {
  live: boolean;
  browser: Buffer | null;
}
