/** $1 how many of the connections whose last full sync is longest ago are named. */
export const BUSINESS_FIGURES = `
SELECT
  (SELECT jsonb_object_agg(host_state, pairs) FROM (
    SELECT host_state, count(*) AS pairs FROM service_providers WHERE assignable GROUP BY host_state) s) AS pairs,
  (SELECT jsonb_object_agg(status, connections) FROM (
    SELECT status, count(*) AS connections FROM connected_accounts GROUP BY status) c) AS connections,
  (SELECT jsonb_object_agg(id, age) FROM (
    SELECT ca.id, extract(epoch FROM clock_timestamp() - coalesce(s.listed_at, ca.created_at))::float8 AS age
    FROM connected_accounts ca LEFT JOIN directory_syncs s ON s.connected_account_id = ca.id
    WHERE ca.provider = 'zoom_admin' AND ca.status = 'active'
    ORDER BY age DESC LIMIT $1) a) AS ages`;
