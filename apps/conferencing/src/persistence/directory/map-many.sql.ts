/**
 * What is known about requested mappings, in their order. $1 account, $2 connected account, $3 provider ids, $4
 * external user ids or nulls, $5 emails or nulls (arrays of one length). Looks up key by key (`LIMIT` keeps it so).
 */
export const KNOWN_MAPPINGS = `
SELECT p.id IS NOT NULL AS provider_active, um.external_user_id AS mapped_to, um.source,
       ARRAY(SELECT id FROM external_users
             WHERE id = wish.external_user_id AND connected_account_id = $2 AND account_id = $1 AND removed_at IS NULL
             UNION ALL
             (SELECT id FROM external_users
              WHERE connected_account_id = $2 AND account_id = $1 AND removed_at IS NULL
                AND fold_case(email) = fold_case(wish.email)
              LIMIT 2)) AS candidates
FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS wish (provider_id, external_user_id, email, n)
LEFT JOIN LATERAL (
  SELECT id FROM providers WHERE id = wish.provider_id AND account_id = $1 AND active LIMIT 1) p ON true
LEFT JOIN LATERAL (
  SELECT external_user_id, source FROM user_mappings
  WHERE provider_id = wish.provider_id AND connected_account_id = $2 LIMIT 1) um ON true
ORDER BY wish.n`;

/** $1 account, $2 connected account, $3 provider ids, $4 external user ids (arrays of one length), $5 now. */
export const SAVE_MAPPINGS = `
INSERT INTO user_mappings AS um
  (connected_account_id, provider_id, account_id, external_user_id, source, created_at, updated_at)
SELECT $2, mapped.provider_id, $1, mapped.external_user_id, 'manual', $5, $5
FROM unnest($3::text[], $4::text[]) AS mapped (provider_id, external_user_id)
ORDER BY mapped.provider_id
ON CONFLICT (connected_account_id, provider_id) DO UPDATE
SET external_user_id = excluded.external_user_id, source = 'manual', updated_at = excluded.updated_at`;
