import type { Generation } from '../../persistence/generation.js';

/** The pair has a host. */
export const IS_HOSTED = 'connected_account_id IS NOT NULL';

/**
 * Identifiers are ASCII and compare as bytes. Bodies of 1–2 KB stay in the row (`toast_tuple_target`): compressing them
 * costs more than the disk is worth. A refresh changes no column of an index or of its condition, and half of each page
 * is free: even when all rows of a page are refreshed at once they stay on it, without new index entries.
 */
export const createCurrentTable = (generation: Generation) => `
  CREATE TABLE ${generation}.conferencing_current (
    account_id           text COLLATE "C",
    service_id           text COLLATE "C" NOT NULL,
    provider_id          text COLLATE "C" NOT NULL,
    version              bigint      NOT NULL,
    tombstone            boolean     NOT NULL,
    host_state           text        NOT NULL,
    connected_account_id text COLLATE "C",
    external_user_id     text COLLATE "C",
    occurred_at          timestamptz NOT NULL,
    body                 text
  ) WITH (fillfactor = 50, toast_tuple_target = 8160)`;

/** Every query names the account first; pairs without a host are only found by their key. */
export const createCurrentIndexes = (generation: Generation) => [
  `ALTER TABLE ${generation}.conferencing_current
     ADD CONSTRAINT conferencing_current_pkey PRIMARY KEY (service_id, provider_id)`,
  `CREATE INDEX conferencing_current_by_account
     ON ${generation}.conferencing_current (account_id, service_id, provider_id) WHERE ${IS_HOSTED}`,
  `CREATE INDEX conferencing_current_by_host
     ON ${generation}.conferencing_current (account_id, external_user_id, connected_account_id, service_id, provider_id)
     WHERE ${IS_HOSTED}`,
  `CREATE INDEX conferencing_current_by_connected_account
     ON ${generation}.conferencing_current (account_id, connected_account_id) WHERE ${IS_HOSTED}`,
  `CREATE INDEX conferencing_current_tombstones
     ON ${generation}.conferencing_current (service_id, provider_id) WHERE tombstone`,
];
