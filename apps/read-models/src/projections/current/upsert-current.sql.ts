import { copyNewStatements, copyTo } from '../../persistence/copy-new.js';
import { type Generation, inEachGeneration, NEXT } from '../../persistence/generation.js';

const COLUMNS = `account_id, service_id, provider_id, version, tombstone, host_state, connected_account_id,
    external_user_id, occurred_at, body`;

export const COLUMN_COUNT = 10;

const rowsFrom = (first: number) => `SELECT account_id, service_id, provider_id, version::bigint, tombstone::boolean,
    host_state, connected_account_id, external_user_id, occurred_at::timestamptz, body
  FROM unnest(${Array.from({ length: COLUMN_COUNT }, (_, n) => `$${first + n}::text[]`).join(', ')})
    AS row(account_id, service_id, provider_id, version, tombstone,
           host_state, connected_account_id, external_user_id, occurred_at, body)`;

/** An older version never overwrites a newer one; a tombstone carries the version of the event before it. */
const KEEP_THE_NEWEST = `
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
     OR (known.version = excluded.version AND excluded.tombstone AND NOT known.tombstone)`;

/** @param first the number of the first of its ten parameters */
export const upsertCurrent = (generation: Generation, first: number) => `
  INSERT INTO ${generation}.conferencing_current AS known (${COLUMNS})
  ${rowsFrom(first)}
  ${KEEP_THE_NEWEST}`;

export const UPSERT_CURRENT = inEachGeneration((generation) => upsertCurrent(generation, 1));

export const COPY_NEXT_CURRENT = copyTo(`${NEXT}.conferencing_current`, COLUMNS);

export const COPY_NEW_CURRENT = copyNewStatements('conferencing_current', COLUMNS, KEEP_THE_NEWEST);
