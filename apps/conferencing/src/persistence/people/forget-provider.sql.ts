const NAMED = `(display_name IS NOT NULL OR email IS NOT NULL OR first_name IS NOT NULL OR last_name IS NOT NULL
  OR time_zone IS NOT NULL)`;

/** Also the users with the same email, who may be the same person. $1 provider. */
export const PROVIDER_TO_FORGET = `
SELECT p.account_id AS "accountId", p.active, ${NAMED} AS named,
       (SELECT count(*) FROM user_mappings WHERE provider_id = p.id) AS mappings,
       ARRAY(SELECT eu.id FROM external_users eu
             WHERE eu.account_id = p.account_id AND fold_case(eu.email) = fold_case(p.email) ORDER BY eu.id) AS "sameEmail"
FROM providers p WHERE p.id = $1`;

/** The row stays with its version: an older record of the catalog must not bring the person back. $1 provider, $2 now. */
export const FORGET_PROVIDER = `
WITH unmapped AS (DELETE FROM user_mappings WHERE provider_id = $1)
UPDATE providers SET display_name = NULL, email = NULL, first_name = NULL, last_name = NULL, time_zone = NULL,
  updated_at = $2
WHERE id = $1 AND NOT active AND ${NAMED}`;
