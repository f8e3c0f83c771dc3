/**
 * A pair that the catalog gave to an account gives it the pair's service and provider too, because a pair may come
 * first.
 */
const byPair = (id: 'service_id' | 'provider_id', of: string) => `EXISTS (
  SELECT 1 FROM service_providers sp
  WHERE sp.${id} = ${of}.id AND sp.account_id = ${of}.account_id AND sp.catalog_version IS NOT NULL)`;

/** $1 account, $2 services, $3 providers, $4 and $5 services and providers of pairs. */
export const FIND_FOREIGN = `
SELECT id AS key, account_id AS "accountId",
       catalog_version IS NOT NULL OR ${byPair('service_id', 's')} AS "fromCatalog"
FROM services s WHERE id = ANY ($2::text[] || $4::text[]) AND account_id <> $1
UNION ALL
SELECT id, account_id, catalog_version IS NOT NULL OR ${byPair('provider_id', 'p')}
FROM providers p WHERE id = ANY ($3::text[] || $5::text[]) AND account_id <> $1
UNION ALL
SELECT service_id || '/' || provider_id, account_id, catalog_version IS NOT NULL
FROM service_providers
WHERE (service_id, provider_id) IN (SELECT * FROM unnest($4::text[], $5::text[])) AND account_id <> $1`;

/** $1 accounts. */
export const FIND_ACCOUNTS = `SELECT id FROM accounts WHERE id = ANY ($1)`;
