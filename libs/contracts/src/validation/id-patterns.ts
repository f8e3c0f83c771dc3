/** Regular expressions of the identifiers, valid in JSON Schema too. */
export const ID_PATTERNS = {
  account: '^acct_\\w{12}$',
  service: '^srv_\\w{12}$',
  provider: '^prov_\\w{12}$',
  connectedAccount: '^cact_\\w{12}$',
  externalUser: '^exusr_\\w{12}$',
  event: '^evt_\\w{12}$',
  batch: '^bat_\\w{12}$',
} as const;

export type IdentifiedKind = keyof typeof ID_PATTERNS;
