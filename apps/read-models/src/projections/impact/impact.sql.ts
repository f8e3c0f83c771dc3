import { STATE_COUNTS } from '../hosts/hosts.sql.js';

export const GET_IMPACT = `
  SELECT ${STATE_COUNTS},
    coalesce(array_agg(DISTINCT service_id ORDER BY service_id), '{}') AS services,
    coalesce(array_agg(DISTINCT provider_id ORDER BY provider_id), '{}') AS providers
  FROM projection.conferencing_current
  WHERE account_id = $1 AND connected_account_id = $2`;
