import { MOST_SHARED } from '../../domain/warnings.js';
import { EMAIL_DIFFERS, NOT_LICENSED, providersOf } from './warnings.sql.js';

/**
 * The fields that the API shows of pairs of the account, in the order of their keys. $1 account, $2 services, $3
 * providers.
 */
export const LIST_DETAILS = `
WITH listed AS MATERIALIZED (
  SELECT key.n, sp.service_id, sp.provider_id, sp.account_id, sp.version, sp.host_state, sp.resource::text AS resource,
         sp.occurred_at, sp.resolved_by, sp.host_lost, sp.connected_account_id, sp.external_user_id,
         row_number() OVER (PARTITION BY sp.external_user_id ORDER BY key.n) AS nth_of_host
  FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS key (service_id, provider_id, n)
  JOIN service_providers sp
    ON sp.service_id = key.service_id AND sp.provider_id = key.provider_id AND sp.account_id = $1
)
SELECT sp.service_id, sp.provider_id, sp.version, sp.host_state, sp.resource, sp.occurred_at, sp.host_lost,
       s.name AS service_name, p.display_name, p.email AS provider_email, coalesce(p.active, false) AS provider_active,
       sp.connected_account_id, sp.external_user_id, eu.first_name, eu.last_name, eu.email AS host_email,
       eu.removed_at IS NOT NULL AS host_removed, coalesce(${NOT_LICENSED}, false) AS not_licensed,
       coalesce(${EMAIL_DIFFERS}, false) AS email_differs,
       CASE WHEN sp.nth_of_host = 1 AND sp.external_user_id IS NOT NULL
            THEN ${providersOf('sp.external_user_id', MOST_SHARED + 1)} - 1 END AS other_providers
FROM listed sp
JOIN services s ON s.id = sp.service_id
LEFT JOIN providers p ON p.id = sp.provider_id AND p.account_id = sp.account_id
LEFT JOIN external_users eu ON eu.id = sp.external_user_id
ORDER BY sp.n`;
