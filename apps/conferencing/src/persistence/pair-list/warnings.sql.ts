import { MOST_SHARED } from '../../domain/warnings.js';

/**
 * The conditions of the warnings, on a pair `sp`, its provider `p` and its host `eu`. `NOT_LICENSED` and
 * `EMAIL_DIFFERS` are null or false for a pair without a host. By hand: everything except a bulk assignment by an
 * `auto` mapping.
 */
export const NOT_LICENSED = `(eu.licensed IS FALSE AND eu.removed_at IS NULL)`;

export const EMAIL_DIFFERS = `(sp.resolved_by = 'bulk' AND eu.removed_at IS NULL AND fold_case(p.email) <> fold_case(eu.email)
  AND NOT EXISTS (SELECT FROM user_mappings um
                  WHERE um.connected_account_id = sp.connected_account_id AND um.provider_id = sp.provider_id
                    AND um.external_user_id = sp.external_user_id AND um.source = 'manual'))`;

/** A host with this many providers or fewer is counted with one look into the index for each of them. */
const FEW = 3;

/** The number of a host's providers, at most `most`. An index alone answers it. */
export function providersOf(host: string, most: number): string {
  const inOrder = `FROM service_providers other WHERE other.external_user_id = ${host}`;
  return `coalesce((
  WITH RECURSIVE step (provider_id, n) AS (
    (SELECT other.provider_id, 1 ${inOrder} ORDER BY other.provider_id LIMIT 1)
    UNION ALL
    SELECT (SELECT other.provider_id ${inOrder} AND other.provider_id > step.provider_id
            ORDER BY other.provider_id LIMIT 1), step.n + 1
    FROM step WHERE step.provider_id IS NOT NULL AND step.n <= ${FEW})
  SELECT CASE WHEN count(provider_id) <= ${FEW} THEN count(provider_id)::int END FROM step), (
  SELECT count(*)::int FROM (
    SELECT DISTINCT other.provider_id ${inOrder} ORDER BY other.provider_id LIMIT ${most}) providers))`;
}

/** The columns from which the warnings of a pair follow. */
export const WARNED = `
  coalesce(${NOT_LICENSED}, false) AS not_licensed, coalesce(${EMAIL_DIFFERS}, false) AS email_differs,
  greatest(0, ${providersOf('sp.external_user_id', MOST_SHARED + 1)} - 1) AS other_providers`;

/** Hosts of several providers, in the account `$1`. */
export const SHARED_HOSTS = `
  SELECT shared.external_user_id FROM service_providers shared
  WHERE shared.account_id = $1 AND shared.in_catalog AND shared.service_live AND shared.external_user_id IS NOT NULL
  GROUP BY shared.external_user_id HAVING min(shared.provider_id) < max(shared.provider_id)`;
