/** What a browser has proved, and the account that it acts for. Sealed into its cookie; kept nowhere else. */
export interface Session {
  /** Of this sign-in and this choice of an account. */
  id: string;
  kind: 'account_token' | 'platform' | 'user';
  /** What goes to the API; null for users of OpenID Connect, for whom the console signs. */
  token: string | null;
  /** Null until the platform, or a user of several accounts, has chosen. */
  account: SessionAccount | null;
  /** As events and histories name it. */
  actor: string;
  /** Of a user of OpenID Connect, as the provider calls them. */
  name: string | null;
  /** Those that a user of OpenID Connect may choose; null where the API decides. */
  accountIds: string[] | null;
  /** What writes have to bring in a header. */
  csrf: string;
  /** When it was signed in, in seconds. */
  begun: number;
}

export interface SessionAccount {
  id: string;
  name: string;
}

/** A session that acts for an account. */
export type AccountSession = Session & { account: SessionAccount };

/** Without any request for so long it is over. */
const IDLE_SECONDS = 2 * 3_600;
/** And so long after the sign-in, whatever was requested. */
export const LONGEST_SECONDS = 12 * 3_600;

/** When the session ends if nothing more is requested, in seconds. */
export function endOf({ begun }: Session, now: number): number {
  return Math.min(now + IDLE_SECONDS, begun + LONGEST_SECONDS);
}
