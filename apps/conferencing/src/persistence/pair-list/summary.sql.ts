import { EMAIL_DIFFERS, NOT_LICENSED } from './warnings.sql.js';

/**
 * The number of pairs by connected account and state, and how many of them have each warning. Everything is first
 * counted from one index, by provider and host: these are far fewer than the pairs. $1 account.
 */
export const SUMMARY = `
WITH sp AS MATERIALIZED (
  SELECT connected_account_id, external_user_id, provider_id, host_state, resolved_by, count(*) AS pairs
  FROM service_providers
  WHERE account_id = $1 AND in_catalog AND service_live
  GROUP BY connected_account_id, external_user_id, provider_id, host_state, resolved_by
),
host AS MATERIALIZED (
  SELECT external_user_id, min(provider_id) < max(provider_id) AS shared FROM sp GROUP BY external_user_id
)
SELECT sp.connected_account_id, sp.host_state, sum(sp.pairs)::int AS pairs,
       coalesce(sum(sp.pairs) FILTER (WHERE ${NOT_LICENSED}), 0)::int AS host_not_licensed,
       coalesce(sum(sp.pairs) FILTER (WHERE host.shared AND eu.removed_at IS NULL), 0)::int AS host_shared,
       coalesce(sum(sp.pairs) FILTER (WHERE ${EMAIL_DIFFERS}), 0)::int AS email_differs
FROM sp
LEFT JOIN external_users eu ON eu.id = sp.external_user_id
LEFT JOIN providers p ON p.id = sp.provider_id AND p.account_id = $1
LEFT JOIN host ON host.external_user_id = sp.external_user_id
GROUP BY sp.connected_account_id, sp.host_state`;

/** Every connected account. $1 account. */
export const CONNECTIONS = `
SELECT id, display_name, status FROM connected_accounts WHERE account_id = $1 ORDER BY created_at, id`;
