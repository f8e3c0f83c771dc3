export const GET_CURRENT = `
  SELECT version, body FROM projection.conferencing_current
  WHERE account_id = $1 AND service_id = $2 AND provider_id = $3`;
