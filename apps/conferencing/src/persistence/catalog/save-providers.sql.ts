const ATTRIBUTES = ['display_name', 'email', 'first_name', 'last_name', 'time_zone'];

/** A change without a display name has no attributes at all. */
const kept = ATTRIBUTES.map(
  (name) => `CASE WHEN excluded.display_name IS NULL THEN p.${name} ELSE excluded.${name} END`,
);

/**
 * $1 account, $2 ids, $3 active, $4 versions (null: over REST), $5–$9 display names (null keeps all attributes),
 * emails, first names, last names, time zones, $10 now. Returns the ids that were written: not those of other accounts,
 * and not those with a higher version.
 */
export const SAVE_PROVIDERS = `
INSERT INTO providers AS p (id, account_id, active, catalog_version, ${ATTRIBUTES.join(', ')}, created_at, updated_at)
SELECT id, $1, active, version, ${ATTRIBUTES.join(', ')}, $10, $10
FROM unnest($2::text[], $3::boolean[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
  AS change (id, active, version, ${ATTRIBUTES.join(', ')})
ORDER BY id
ON CONFLICT (id) DO UPDATE
SET active = excluded.active,
    catalog_version = coalesce(excluded.catalog_version, p.catalog_version),
    (${ATTRIBUTES.join(', ')}) = ROW (${kept.join(', ')}),
    updated_at = CASE WHEN (excluded.active, ${kept.join(', ')})
                           IS DISTINCT FROM (p.active, ${ATTRIBUTES.map((name) => `p.${name}`).join(', ')})
                      THEN excluded.updated_at ELSE p.updated_at END
WHERE p.account_id = excluded.account_id
  AND (excluded.catalog_version IS NULL OR p.catalog_version IS NULL OR excluded.catalog_version > p.catalog_version)
RETURNING p.id`;
