/** $1 service, $2 provider and $3 version of the last row seen, $4 row limit. Rows that another process fills are skipped. */
export const UNFILLED = `
  SELECT service_id, provider_id, version, event FROM projection.history
  WHERE occurred_at IS NULL AND (service_id, provider_id, version) > ($1, $2, $3::bigint)
  ORDER BY service_id, provider_id, version LIMIT $4
  FOR UPDATE SKIP LOCKED`;

/** Arrays: $1 services, $2 providers, $3 versions, then the fields of the events. */
export const FILL = `
  UPDATE projection.history AS known SET
    occurred_at = filled.occurred_at, change = filled.change, actor = filled.actor, batch_id = filled.batch_id
  FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])
    AS filled (service_id, provider_id, version, occurred_at, change, actor, batch_id)
  WHERE known.service_id = filled.service_id AND known.provider_id = filled.provider_id AND known.version = filled.version`;
