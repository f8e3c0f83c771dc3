/** $1 account, $2 connected account, $3 search or null, $4 status or null. */
const LISTED = `
FROM external_users eu
WHERE eu.account_id = $1 AND eu.connected_account_id = $2 AND eu.removed_at IS NULL
  AND ($3::text IS NULL OR strpos(
    fold_case(concat_ws(E'\\n', eu.email, concat_ws(' ', eu.first_name, eu.last_name), eu.display_name)), fold_case($3)) > 0)
  AND ($4::text IS NULL OR eu.status = $4)`;

/** Offset and limit follow as $5 and $6. */
export const LIST_USERS = {
  count: `SELECT count(*)::int AS total ${LISTED}`,
  page: `SELECT external_user_json(eu) AS view ${LISTED} ORDER BY eu.created_at, eu.id OFFSET $5 LIMIT $6`,
};

/** The users after a given one, in the order of the list. $3 that user's id, null at first, $4 how many. */
export const USERS_AFTER = `
SELECT external_user_json(eu) AS view
FROM external_users eu
WHERE eu.account_id = $1 AND eu.connected_account_id = $2 AND eu.removed_at IS NULL
  AND ($3::text IS NULL OR (eu.created_at, eu.id) > (SELECT last.created_at, last.id FROM external_users last
                                                     WHERE last.id = $3 AND last.connected_account_id = $2))
ORDER BY eu.created_at, eu.id
LIMIT $4`;

/** $3 external user id or null, $4 email or null. */
export const HOST_CANDIDATES = `
SELECT eu.id AS "externalUserId", eu.removed_at IS NOT NULL AS removed
FROM external_users eu
WHERE eu.account_id = $1 AND eu.connected_account_id = $2
  AND (eu.id = $3 OR ($4::text IS NOT NULL AND fold_case(eu.email) = fold_case($4)))`;
