/**
 * $1 account, $2 ids, $3 names (null keeps the name), $4 live, $5 versions (null: over REST), $6 now. Returns the ids
 * that were written: not those of other accounts, and not those with a higher version.
 */
export const SAVE_SERVICES = `
INSERT INTO services AS s (id, account_id, name, live, catalog_version, created_at, updated_at)
SELECT id, $1, name, live, version, $6, $6
FROM unnest($2::text[], $3::text[], $4::boolean[], $5::bigint[]) AS change (id, name, live, version)
ORDER BY id
ON CONFLICT (id) DO UPDATE
SET name = coalesce(excluded.name, s.name),
    live = excluded.live,
    catalog_version = coalesce(excluded.catalog_version, s.catalog_version),
    updated_at = CASE WHEN (coalesce(excluded.name, s.name), excluded.live) IS DISTINCT FROM (s.name, s.live)
                      THEN excluded.updated_at ELSE s.updated_at END
WHERE s.account_id = excluded.account_id
  AND (excluded.catalog_version IS NULL OR s.catalog_version IS NULL OR excluded.catalog_version > s.catalog_version)
RETURNING s.id`;
