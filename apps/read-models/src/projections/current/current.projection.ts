import { BinaryCopy } from '../../persistence/binary-copy.js';
import { copyNew } from '../../persistence/copy-new.js';
import { LIVE, type WrittenGeneration } from '../../persistence/generation.js';
import { asciiArray, textArray } from '../../persistence/text-array.js';
import type { ProjectedRecord } from '../projected-record.js';
import type { Change, Projection } from '../projection.js';
import { CurrentHeads } from './current-heads.js';
import { toRow } from './current.mapper.js';
import type { CurrentRow } from './current.row.js';
import { CURRENT_CARRY_OVER_REST, CURRENT_DROP_REPEATS, CURRENT_PARITY } from './rebuild-current.sql.js';
import { createCurrentIndexes, createCurrentTable } from './current-table.sql.js';
import { Current1795100002000 } from './migrations/1795100002000-current.migration.js';
import {
  COLUMN_COUNT,
  COPY_NEW_CURRENT,
  COPY_NEXT_CURRENT,
  UPSERT_CURRENT,
  upsertCurrent,
} from './upsert-current.sql.js';

/** Of a row beside its body, and more than enough for one that is not ASCII. */
const ROW_BYTES = 512;

/** Folds records to the newest row of each pair; a tombstone comes after the event whose version it carries. */
export function foldCurrent(records: readonly ProjectedRecord[]): CurrentRow[] {
  const newest = new Map<string, ProjectedRecord>();
  for (const record of records) {
    const key = `${record.service_id}/${record.provider_id}`;
    const known = newest.get(key);
    if (known === undefined || isNewer(record, known)) newest.set(key, record);
  }
  return Array.from(newest.values(), toRow);
}

function isNewer(record: ProjectedRecord, known: ProjectedRecord): boolean {
  const ahead = record.version - known.version;
  return ahead === 0 ? record.kind === 'tombstone' : ahead > 0;
}

/** One for each column of the upsert. */
function currentParameters(rows: readonly CurrentRow[]): Buffer[] {
  const column = (value: (row: CurrentRow) => string | null) => asciiArray(rows.map(value));
  return [
    column((row) => row.account_id),
    column((row) => row.service_id),
    column((row) => row.provider_id),
    column((row) => String(row.version)),
    column((row) => String(row.tombstone)),
    column((row) => row.host_state),
    column((row) => row.connected_account_id),
    column((row) => row.external_user_id),
    column((row) => row.occurred_at),
    textArray(rows.map(({ body }) => body)),
  ];
}

function copyOf(rows: readonly CurrentRow[]): Buffer {
  const copy = new BinaryCopy(
    COLUMN_COUNT,
    rows.reduce((bytes, { body }) => bytes + ROW_BYTES + (body?.length ?? 0), ROW_BYTES),
  );
  for (const row of rows) {
    copy.row().ascii(row.account_id).ascii(row.service_id).ascii(row.provider_id).bigint(row.version);
    copy.boolean(row.tombstone).ascii(row.host_state).ascii(row.connected_account_id).ascii(row.external_user_id);
    copy.timestamp(row.occurred_at).text(row.body);
  }
  return copy.end();
}

/** Most likely nothing was known of its pair. */
function isOfNewPair({ version }: CurrentRow): boolean {
  return version === 1;
}

/** The conferencing of each pair, as of its newest event. Hosts and impact are read from the same table. */
export const currentProjection: Projection = {
  name: 'current',
  table: 'conferencing_current',
  views: ['hosts', 'impact'],
  migrations: [Current1795100002000],
  createTable: createCurrentTable,
  createIndexes: createCurrentIndexes,
  heads: { name: 'read_model', of: (database) => new CurrentHeads(database) },
  carryOver: null,
  carryOverRest: CURRENT_CARRY_OVER_REST,
  parity: CURRENT_PARITY,

  few: {
    parameterCount: COLUMN_COUNT,
    expressions: (first) => `current_rows AS (${upsertCurrent(LIVE, first)})`,
    parameters: (records) => currentParameters(foldCurrent(records)),
  },

  change(generation: WrittenGeneration, _lane: number, records: readonly ProjectedRecord[]): Change {
    const rows = foldCurrent(records);
    if (generation === LIVE && rows.every(isOfNewPair)) {
      const copy = copyOf(rows);
      return (tx) => copyNew(tx, COPY_NEW_CURRENT, copy);
    }
    const parameters = currentParameters(rows);
    return (tx) => tx.send(UPSERT_CURRENT[generation], parameters);
  },

  bulk: {
    dropRepeats: CURRENT_DROP_REPEATS,
    load(records: readonly ProjectedRecord[]): Change {
      const rows = copyOf(foldCurrent(records));
      return (tx) => tx.copy(COPY_NEXT_CURRENT, rows);
    },
  },
};
