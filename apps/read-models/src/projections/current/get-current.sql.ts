/**
 * Many pairs: $1 the accounts of the callers, $2 services, $3 providers. A row without an account comes from a tombstone
 * alone: every account may see it, because it has only a version.
 */
export const GET_CURRENT = `
  SELECT asked.n, known.version, known.body
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS asked(account_id, service_id, provider_id, n)
  JOIN projection.conferencing_current AS known USING (service_id, provider_id)
  WHERE known.account_id = asked.account_id OR known.account_id IS NULL`;
