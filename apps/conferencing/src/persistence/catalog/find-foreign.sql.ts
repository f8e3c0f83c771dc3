/** $1 account, $2 services, $3 providers, $4 and $5 services and providers of pairs. */
export const FIND_FOREIGN = `
SELECT id AS key FROM services WHERE id = ANY ($2::text[] || $4::text[]) AND account_id <> $1
UNION ALL
SELECT id FROM providers WHERE id = ANY ($3::text[] || $5::text[]) AND account_id <> $1
UNION ALL
SELECT service_id || '/' || provider_id FROM service_providers
WHERE (service_id, provider_id) IN (SELECT * FROM unnest($4::text[], $5::text[])) AND account_id <> $1`;

/** $1 accounts. */
export const FIND_ACCOUNTS = `SELECT id FROM accounts WHERE id = ANY ($1)`;
