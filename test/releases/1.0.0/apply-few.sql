WITH current_rows AS (
  INSERT INTO projection.conferencing_current AS known (account_id, service_id, provider_id, version, tombstone, host_state, connected_account_id,
    external_user_id, occurred_at, body)
  SELECT account_id, service_id, provider_id, version::bigint, tombstone::boolean,
    host_state, connected_account_id, external_user_id, occurred_at::timestamptz, body
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
    AS row(account_id, service_id, provider_id, version, tombstone,
           host_state, connected_account_id, external_user_id, occurred_at, body)
  
  ON CONFLICT (service_id, provider_id) DO UPDATE SET
    account_id = coalesce(excluded.account_id, known.account_id),
    version = excluded.version,
    tombstone = excluded.tombstone,
    host_state = excluded.host_state,
    connected_account_id = excluded.connected_account_id,
    external_user_id = excluded.external_user_id,
    occurred_at = excluded.occurred_at,
    body = excluded.body
  WHERE known.version < excluded.version
     OR (known.version = excluded.version AND excluded.tombstone AND NOT known.tombstone)), 
  history_places AS (
    INSERT INTO projection.stream_lane AS lane (lane, position) VALUES ($1::smallint, $21::bigint)
    ON CONFLICT (lane) DO UPDATE SET position = lane.position + excluded.position
    RETURNING lane.lane, lane.position - $21::bigint AS before
  ), history_rows AS (
  INSERT INTO projection.history AS known (lane, position, account_id, service_id, provider_id, version, occurred_at, change, actor, batch_id, event)
  SELECT history_places.lane, history_places.before + place, account_id, service_id, provider_id, version::bigint, occurred_at::timestamptz, change, actor, batch_id,
    event
  FROM history_places CROSS JOIN unnest($12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
    WITH ORDINALITY AS row(account_id, service_id, provider_id, version, occurred_at, change, actor, batch_id, event, place) 
  ON CONFLICT (service_id, provider_id, version) DO UPDATE SET lane = excluded.lane, position = excluded.position
    WHERE known.position = 0
  ) SELECT pg_notify('projection_applied', '')
