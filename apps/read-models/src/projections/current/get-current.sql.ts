/** A pair of which only its tombstone is known is nobody's: nothing but its version is there to be seen. */
export const GET_CURRENT = `
  SELECT version, body FROM projection.conferencing_current
  WHERE service_id = $2 AND provider_id = $3 AND (account_id = $1 OR account_id IS NULL)`;
