import { createHash } from 'node:crypto';
import type { Database } from '@conferencing/database';
import { type ConsentRequest, OAuthStates } from '../../domain/oauth-states.port.js';
import { CONSUME_STATE, ISSUE_STATE } from './oauth-states.sql.js';
import type { StateSigner } from './state-signer.js';

const LIFETIME_SECONDS = 600;

/** Only a digest is kept: whoever reads the table can't finish somebody else's consent. */
function digest(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}

export class PgOAuthStates extends OAuthStates {
  constructor(
    private readonly database: Database,
    private readonly signer: StateSigner,
  ) {
    super();
  }

  override async issue({ accountId, scope, userId, actor }: ConsentRequest): Promise<string> {
    const state = this.signer.make();
    await this.database.execute(ISSUE_STATE, [digest(state), accountId, scope, userId, actor, LIFETIME_SECONDS]);
    return state;
  }

  override async consume(state: string): Promise<ConsentRequest | null> {
    if (!this.signer.isOurs(state)) return null;
    const [row] = await this.database.query<ConsentRequest & { live: boolean }>(CONSUME_STATE, [digest(state)]);
    if (row?.live !== true) return null;
    const { accountId, scope, userId, actor } = row;
    return { accountId, scope, userId, actor };
  }
}
