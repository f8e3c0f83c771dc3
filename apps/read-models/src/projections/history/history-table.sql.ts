import type { Generation } from '../../persistence/generation.js';

/** What changes are looked for by. Null in rows of a process of an older version, until they are filled. */
const CHANGE_COLUMNS = [
  'occurred_at timestamptz',
  'change      text COLLATE "C"',
  'actor       text COLLATE "C"',
  'batch_id    text COLLATE "C"',
];

/**
 * All changes of an account in their order, with everything that a condition may ask for but the batch: what doesn't
 * match is passed over without a look at the table.
 */
const changeIndexes = (generation: Generation) => [
  `CREATE INDEX IF NOT EXISTS history_by_time ON ${generation}.history
     (account_id, occurred_at, service_id, provider_id, version) INCLUDE (change, actor)`,
  `CREATE INDEX IF NOT EXISTS history_by_batch ON ${generation}.history (batch_id) WHERE batch_id IS NOT NULL`,
  `CREATE INDEX IF NOT EXISTS history_unfilled ON ${generation}.history (service_id, provider_id, version)
     WHERE occurred_at IS NULL`,
];

/** `event` is the value as the owner wrote it. Events of 1–4 KB stay in the row: compressing them costs too much. */
export const createHistoryTable = (generation: Generation) => `
  CREATE TABLE ${generation}.history (
    lane        smallint NOT NULL,
    position    bigint   NOT NULL,
    account_id  text COLLATE "C" NOT NULL,
    service_id  text COLLATE "C" NOT NULL,
    provider_id text COLLATE "C" NOT NULL,
    version     bigint   NOT NULL,
    ${CHANGE_COLUMNS.join(',\n    ')},
    event       text     NOT NULL
  ) WITH (toast_tuple_target = 8160)`;

export const createHistoryIndexes = (generation: Generation) => [
  `ALTER TABLE ${generation}.history
     ADD CONSTRAINT history_pkey PRIMARY KEY (service_id, provider_id, version)`,
  `CREATE INDEX history_by_position ON ${generation}.history (lane, position)`,
  ...changeIndexes(generation),
];
