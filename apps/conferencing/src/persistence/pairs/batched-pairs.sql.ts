/** Keys of the pairs that a user hosts. $1 account, $2 external user, $3 service ids, null for all. */
export const KEYS_OF_HOST = `
SELECT service_id, provider_id FROM service_providers
WHERE account_id = $1 AND external_user_id = $2 AND ($3::text[] IS NULL OR service_id = ANY ($3))
ORDER BY service_id, provider_id`;

/** Keys of the pairs that users of a connection host. $1 account, $2 connected account. */
export const KEYS_OF_CONNECTION = `
SELECT service_id, provider_id FROM service_providers
WHERE account_id = $1 AND external_user_id IN (SELECT id FROM external_users WHERE connected_account_id = $2)
ORDER BY service_id, provider_id`;

/** No pair gets this host until the transaction ends; it waits for assignments that are running. $1 user. */
export const LOCK_HOST = `SELECT 1 FROM external_users WHERE id = $1 FOR NO KEY UPDATE`;

/** Pairs of one account as they are. $1 account, $2 service ids, $3 provider ids (arrays of one length). */
export const PAIRS_NOW = `
SELECT sp.service_id, sp.provider_id, sp.version, sp.connected_account_id, sp.external_user_id, sp.provider_active,
       sp.in_catalog AND sp.service_live AS in_catalog
FROM unnest($2::text[], $3::text[]) AS key (service_id, provider_id)
JOIN service_providers sp ON sp.service_id = key.service_id AND sp.provider_id = key.provider_id
WHERE sp.account_id = $1
ORDER BY sp.service_id, sp.provider_id`;

export const PAIRS_NOW_LOCKED = `${PAIRS_NOW} FOR UPDATE OF sp`;

/** $1 account, $2 batch, $3 since. */
export const BATCH_EXISTS = `
SELECT 1 AS found FROM batch_changes WHERE account_id = $1 AND batch_id = $2 AND occurred_at > $3 LIMIT 1`;

/** The pairs that a batch has changed, and whether the earlier hosts still exist. $1 account, $2 batch. */
export const CHANGES_OF_BATCH = `
SELECT one.service_id, one.provider_id, one.host_before, one.host_after,
       eu.id IS NOT NULL AND eu.removed_at IS NULL AS before_there
FROM batch_changes bc
CROSS JOIN unnest(bc.service_ids, bc.provider_ids, bc.hosts_before, bc.hosts_after)
  AS one (service_id, provider_id, host_before, host_after)
LEFT JOIN external_users eu ON eu.id = one.host_before AND eu.account_id = $1
WHERE bc.account_id = $1 AND bc.batch_id = $2
ORDER BY one.service_id COLLATE "C", one.provider_id COLLATE "C"`;
