/** One pair: $1 account, $2 service, $3 provider. */
export const READ_PAIR = `
  SELECT body FROM projection.conferencing_current WHERE service_id = $2 AND provider_id = $3 AND account_id = $1`;
