import type { Database } from '@conferencing/database';
import { type Generation, inEachGeneration, LIVE, NEXT } from '../persistence/generation.js';
import { foldCurrent } from './current/current.projection.js';
import type { ProjectedRecord } from './projected-record.js';
import type { Projection } from './projection.js';

const COLUMNS = 'account_id, provider_id, service_id, version, host';

const createTable = (generation: Generation) => `
  CREATE TABLE ${generation}.pairs_by_provider (
    account_id  text COLLATE "C",
    provider_id text COLLATE "C" NOT NULL,
    service_id  text COLLATE "C" NOT NULL,
    version     bigint NOT NULL,
    host        text
  )`;

const createIndexes = (generation: Generation) => [
  `ALTER TABLE ${generation}.pairs_by_provider
     ADD CONSTRAINT pairs_by_provider_pkey PRIMARY KEY (provider_id, service_id)`,
];

/** The text of a migration is written out: a later change of the table must not change what this one makes. */
class PairsByProvider1797000000000 {
  name = 'PairsByProvider1797000000000';

  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`
      CREATE TABLE projection.pairs_by_provider (
        account_id  text COLLATE "C",
        provider_id text COLLATE "C" NOT NULL,
        service_id  text COLLATE "C" NOT NULL,
        version     bigint NOT NULL,
        host        text,
        CONSTRAINT pairs_by_provider_pkey PRIMARY KEY (provider_id, service_id)
      )`);
  }
}

/** An older version never overwrites a newer one, in whatever order records come. */
const upsert = (generation: Generation, first: number) => `
  INSERT INTO ${generation}.pairs_by_provider AS known (${COLUMNS})
  SELECT ${COLUMNS} FROM jsonb_to_recordset($${first}::jsonb)
    AS row (account_id text, provider_id text, service_id text, version bigint, host text)
  ON CONFLICT (provider_id, service_id) DO UPDATE SET
    account_id = coalesce(excluded.account_id, known.account_id), version = excluded.version, host = excluded.host
  WHERE known.version <= excluded.version`;

const UPSERT = inEachGeneration((generation) => upsert(generation, 1));

/** The newest record of each pair: a statement may change each row only once. Without the body, which is large. */
const rowsOf = (records: readonly ProjectedRecord[]) =>
  JSON.stringify(
    foldCurrent(records).map(({ account_id, provider_id, service_id, version, external_user_id: host }) => ({
      account_id,
      provider_id,
      service_id,
      version,
      host,
    })),
  );

export const pairsByProvider: Projection = {
  name: 'pairs-by-provider',
  table: 'pairs_by_provider',
  views: [],
  migrations: [PairsByProvider1797000000000],
  createTable,
  createIndexes,

  change: (generation, _lane, records) => {
    const rows = rowsOf(records);
    return (tx) => tx.send(UPSERT[generation], [rows]);
  },

  few: {
    parameterCount: 1,
    expressions: (first) => `pairs_by_provider AS (${upsert(LIVE, first)})`,
    parameters: (records) => [rowsOf(records)],
  },

  bulk: null,
  carryOver: null,
  carryOverRest: `
    INSERT INTO ${NEXT}.pairs_by_provider (${COLUMNS}) SELECT ${COLUMNS} FROM ${LIVE}.pairs_by_provider
    WHERE host IS NULL ON CONFLICT (provider_id, service_id) DO NOTHING`,
  parity: `
    SELECT count(*) FILTER (WHERE next.version IS NULL OR next.version < live.version) AS missing,
           count(*) FILTER (WHERE next.version = live.version AND next.host IS DISTINCT FROM live.host) AS differ
    FROM ${LIVE}.pairs_by_provider AS live
    LEFT JOIN ${NEXT}.pairs_by_provider AS next USING (provider_id, service_id)`,
  heads: null,
};

/** The services of a provider that have a host, with it. Every query names the account first. */
export function servicesOf(database: Database, accountId: string, providerId: string) {
  return database.query<{ service_id: string; host: string }>(
    `SELECT service_id, host FROM projection.pairs_by_provider
     WHERE account_id = $1 AND provider_id = $2 AND host IS NOT NULL ORDER BY service_id`,
    [accountId, providerId],
  );
}
