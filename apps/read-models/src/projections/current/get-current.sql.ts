/**
 * Many pairs, each in the account of its asker: $1 accounts, $2 services, $3 providers. A pair of which only its
 * tombstone is known is nobody's: nothing but its version is there to be seen.
 */
export const GET_CURRENT = `
  SELECT asked.n, known.version, known.body
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS asked(account_id, service_id, provider_id, n)
  JOIN projection.conferencing_current AS known USING (service_id, provider_id)
  WHERE known.account_id = asked.account_id OR known.account_id IS NULL`;
