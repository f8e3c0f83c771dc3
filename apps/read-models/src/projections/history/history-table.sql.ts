import type { Generation } from '../../persistence/generation.js';

/** `event` is the value as the owner wrote it. Events of 1–4 KB stay in the row: compressing them costs too much. */
export const createHistoryTable = (generation: Generation) => `
  CREATE TABLE ${generation}.history (
    lane        smallint NOT NULL,
    position    bigint   NOT NULL,
    account_id  text COLLATE "C" NOT NULL,
    service_id  text COLLATE "C" NOT NULL,
    provider_id text COLLATE "C" NOT NULL,
    version     bigint   NOT NULL,
    event       text     NOT NULL
  ) WITH (toast_tuple_target = 8160)`;

export const createHistoryIndexes = (generation: Generation) => [
  `ALTER TABLE ${generation}.history
     ADD CONSTRAINT history_pkey PRIMARY KEY (service_id, provider_id, version)`,
  `CREATE INDEX history_by_position ON ${generation}.history (lane, position)`,
];
