import { IsId } from '../validation/is-id.js';

/** Over HTTP the account comes from the caller's credentials, in request/reply from the payload. */
export class AccountScope {
  @IsId('account')
  account_id: string;
}

/** A query's parameters in request/reply. */
export type InAccount<T> = T & AccountScope;
