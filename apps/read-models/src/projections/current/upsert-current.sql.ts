import { inEachGeneration, NEXT } from '../../persistence/generation.js';

const COLUMNS = `account_id, service_id, provider_id, version, tombstone, host_state, connected_account_id,
    external_user_id, occurred_at, body`;

const ROWS = `SELECT account_id, service_id, provider_id, version::bigint, tombstone::boolean, host_state,
    connected_account_id, external_user_id, occurred_at::timestamptz, body
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
              $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
    AS row(account_id, service_id, provider_id, version, tombstone,
           host_state, connected_account_id, external_user_id, occurred_at, body)`;

/** An older version never overwrites a newer one; a tombstone carries the version of the event before it. */
export const UPSERT_CURRENT = inEachGeneration(
  (generation) => `
  INSERT INTO ${generation}.conferencing_current AS known (${COLUMNS})
  ${ROWS}
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
     OR (known.version = excluded.version AND excluded.tombstone AND NOT known.tombstone)`,
);

export const LOAD_CURRENT = `INSERT INTO ${NEXT}.conferencing_current (${COLUMNS}) ${ROWS}`;
