/** Whom an account's token or JWT stands for. */
export interface KnownCaller {
  accountId: string;
  /** `token:<token id>` or `user:<sub>` */
  actor: string;
}
