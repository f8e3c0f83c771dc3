/** $1 connected account, $2 now; if only some emails are affected, $3 those emails, $4 external users. */
function mapByEmail(someUsers: string, someMappings: string): string {
  return `
WITH account AS MATERIALIZED (SELECT id, account_id FROM connected_accounts WHERE id = $1),
unambiguous AS MATERIALIZED (
  SELECT fold_case(eu.email) AS email, min(eu.id) AS external_user_id
  FROM external_users eu
  WHERE eu.connected_account_id = $1 AND eu.removed_at IS NULL AND eu.email IS NOT NULL
    ${someUsers}
  GROUP BY fold_case(eu.email) HAVING count(*) = 1
),
wanted AS MATERIALIZED (
  SELECT p.id AS provider_id, p.account_id, unambiguous.external_user_id
  FROM account
  JOIN providers p ON p.account_id = account.account_id
  JOIN unambiguous ON unambiguous.email = fold_case(p.email)
),
dropped AS (
  DELETE FROM user_mappings um USING account
  WHERE um.connected_account_id = account.id AND um.source = 'auto'
    AND NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.provider_id = um.provider_id)
    ${someMappings}
)
INSERT INTO user_mappings AS um
  (connected_account_id, provider_id, account_id, external_user_id, source, created_at, updated_at)
SELECT $1, provider_id, account_id, external_user_id, 'auto', $2, $2 FROM wanted
ON CONFLICT (connected_account_id, provider_id) DO UPDATE
SET external_user_id = excluded.external_user_id, updated_at = excluded.updated_at
WHERE um.source = 'auto' AND um.external_user_id <> excluded.external_user_id`;
}

const FOLDED = 'ARRAY(SELECT fold_case(email) FROM unnest($3::text[]) AS wanted (email))';

export const MAP_ALL_BY_EMAIL = mapByEmail('', '');

export const MAP_SOME_BY_EMAIL = mapByEmail(
  `AND fold_case(eu.email) = ANY (${FOLDED})`,
  `AND (um.external_user_id = ANY ($4::text[])
         OR um.provider_id IN (SELECT p.id FROM providers p
                               WHERE p.account_id = account.account_id AND fold_case(p.email) = ANY (${FOLDED})))`,
);
