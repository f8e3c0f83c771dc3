WITH host AS MATERIALIZED (
  SELECT ca.id AS connected_account_id, eu.id AS external_user_id,
         connected_account_json(ca) AS account, external_user_json(eu) AS person,
         conferencing_host_state(ca.status, eu.status, eu.removed_at IS NOT NULL) AS host_state
  FROM connected_accounts ca
  JOIN external_users eu ON eu.connected_account_id = ca.id
  WHERE ca.id = $5 AND ca.account_id = $1 AND eu.id = $6 AND eu.removed_at IS NULL
  FOR SHARE OF ca, eu
),
changed AS (
  UPDATE service_providers sp
  SET version = sp.version + 1,
      connected_account_id = host.connected_account_id, external_user_id = host.external_user_id,
      host_state = host.host_state, host_lost = false,
      resource = conferencing_resource(sp.service_id, sp.provider_id, host.account, host.person),
      resolved_by = $8, decided_by = $9, decided_at = $10,
      change = $7, reason = NULL, actor = $9, event_id = new_event_id(), occurred_at = $10,
      batch_id = NULL, tombstone_id = NULL
  FROM host
  WHERE sp.service_id = $2 AND sp.provider_id = $3 AND sp.account_id = $1 AND sp.version = $4 AND sp.assignable
  
  RETURNING new.event_id, new.service_id || '/' || new.provider_id AS key, new.version, new.occurred_at,
            conferencing_event(new, old.resource) AS payload,
            new.service_id, new.provider_id, new.host_state, new.resource::text AS resource
),

published AS (
  INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, payload, occurred_at, traceparent)
  SELECT event_id, 'conferencing', key, 'conferencing.updated.v1', version, payload, occurred_at, $11
  FROM changed
)
SELECT version, host_state, resource FROM changed
