/** Every code of an error, with its HTTP status. */
export const ERROR_CODES = {
  malformed_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  not_yet_visible: 409,
  version_mismatch: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  host_not_found: 422,
  host_ambiguous: 422,
  host_not_in_connected_account: 422,
  connected_account_not_found: 422,
  not_a_conferencing_account: 422,
  credentials_rejected: 422,
  rate_limited: 429,
  internal_error: 500,
  provider_unreachable: 502,
  provider_rejected: 502,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
