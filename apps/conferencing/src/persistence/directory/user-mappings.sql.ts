import { PROVIDER } from '../catalog/read-catalog.sql.js';

const FROM = `
FROM user_mappings um
JOIN providers p ON p.id = um.provider_id AND p.account_id = um.account_id AND p.active
JOIN external_users eu ON eu.id = um.external_user_id
WHERE um.account_id = $1 AND um.connected_account_id = $2`;

const SHOWN = `
  um.source, um.created_at AS "mappedAt", um.updated_at AS "remappedAt", external_user_json(eu) AS "externalUser",
  ${PROVIDER}`;

/** $1 account, $2 connected account, $3 provider. */
export const MAPPING_OF_PROVIDER = `SELECT ${SHOWN} ${FROM} AND um.provider_id = $3`;

/** Offset and limit follow as $3 and $4. */
export const LIST_MAPPINGS = {
  count: `SELECT count(*)::int AS total ${FROM}`,
  page: `SELECT ${SHOWN} ${FROM} ORDER BY um.provider_id OFFSET $3 LIMIT $4`,
};

export const COUNT_MAPPINGS = `
SELECT count(*)::int AS total FROM user_mappings WHERE account_id = $1 AND connected_account_id = $2`;

/** $4 external user, $5 now. Repeating the same manual mapping changes nothing. */
export const SAVE_MAPPING = `
INSERT INTO user_mappings AS um
  (connected_account_id, provider_id, account_id, external_user_id, source, created_at, updated_at)
SELECT ca.id, p.id, ca.account_id, eu.id, 'manual', $5, $5
FROM connected_accounts ca
JOIN providers p ON p.id = $3 AND p.account_id = ca.account_id AND p.active
JOIN external_users eu ON eu.id = $4 AND eu.connected_account_id = ca.id AND eu.removed_at IS NULL
WHERE ca.account_id = $1 AND ca.id = $2
ON CONFLICT (connected_account_id, provider_id) DO UPDATE
SET external_user_id = excluded.external_user_id, source = 'manual',
    updated_at = CASE WHEN (um.external_user_id, um.source) = (excluded.external_user_id, 'manual')
                      THEN um.updated_at ELSE excluded.updated_at END`;

export const DELETE_MAPPING = `
DELETE FROM user_mappings WHERE account_id = $1 AND connected_account_id = $2 AND provider_id = $3`;
