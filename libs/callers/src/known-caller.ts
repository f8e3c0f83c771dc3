/** The account and actor of an account's token or JWT. */
export interface KnownCaller {
  accountId: string;
  /** `token:<token id>` or `user:<sub>` */
  actor: string;
}
