import { isUniqueViolation, type Transaction } from '@conferencing/database';
import { BinaryCopy } from '../../persistence/binary-copy.js';
import { LIVE, type WrittenGeneration } from '../../persistence/generation.js';
import { asciiArray, textArray } from '../../persistence/text-array.js';
import type { ProjectedEvent, ProjectedRecord } from '../projected-record.js';
import type { Projection } from '../projection.js';
import { APPEND_HISTORY, BACKFILL_HISTORY, COPY_HISTORY, DRAW_POSITIONS } from './append-history.sql.js';
import { createHistoryIndexes, createHistoryTable } from './history-table.sql.js';
import { HISTORY_CARRY_OVER, HISTORY_CARRY_OVER_REST, HISTORY_PARITY } from './rebuild-history.sql.js';

const COLUMNS = 7;
/** Of a row beside its event. */
const ROW_BYTES = 128;

/** Each change once. A tombstone adds nothing: the `cleared` event before it has said what happened. */
export function historyOf(records: readonly ProjectedRecord[]): ProjectedEvent[] {
  const changes = new Map<string, ProjectedEvent>();
  for (const record of records) {
    if (record.kind !== 'event') continue;
    const change = `${record.service_id}/${record.provider_id}/${record.version}`;
    if (!changes.has(change)) changes.set(change, record);
  }
  return [...changes.values()];
}

/** For APPEND_HISTORY, from `$2` to `$6`. */
export function historyParameters(events: readonly ProjectedEvent[]): Buffer[] {
  const column = (value: (event: ProjectedEvent) => string) => asciiArray(events.map(value));
  return [
    column(({ account_id }) => account_id),
    column(({ service_id }) => service_id),
    column(({ provider_id }) => provider_id),
    column(({ version }) => String(version)),
    textArray(events.map(({ value }) => value)),
  ];
}

function copyOf(events: readonly ProjectedEvent[], lane: number, before: number): Buffer {
  const bytes = events.reduce((sum, { value }) => sum + ROW_BYTES + value.length, ROW_BYTES);
  const rows = new BinaryCopy(COLUMNS, bytes);
  for (const [index, { account_id, service_id, provider_id, version, value }] of events.entries()) {
    rows
      .row()
      .smallint(lane)
      .bigint(before + index + 1);
    rows.ascii(account_id).ascii(service_id).ascii(provider_id).bigint(version).text(value);
  }
  return rows.end();
}

async function append(tx: Transaction, lane: number, events: readonly ProjectedEvent[]): Promise<void> {
  if (await appendByCopy(tx, lane, events)) return;
  await tx.execute(APPEND_HISTORY, [lane, ...historyParameters(events), events.length]);
}

/** False, and nothing has happened, when one of the changes is there already. */
async function appendByCopy(tx: Transaction, lane: number, events: readonly ProjectedEvent[]): Promise<boolean> {
  try {
    await tx.attempt(async () => {
      const [drawn] = await tx.query<{ before: number }>(DRAW_POSITIONS, [lane, events.length]);
      await tx.copy(COPY_HISTORY, copyOf(events, lane, drawn!.before));
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** Every change of every pair, and the order in which the stream sends them. */
export const historyProjection: Projection = {
  name: 'history',
  table: 'history',
  createTable: createHistoryTable,
  createIndexes: createHistoryIndexes,
  bulk: null,
  carryOver: HISTORY_CARRY_OVER,
  carryOverRest: HISTORY_CARRY_OVER_REST,
  parity: HISTORY_PARITY,

  async apply(tx: Transaction, generation: WrittenGeneration, lane: number, records: readonly ProjectedRecord[]) {
    const events = historyOf(records);
    if (events.length === 0) return;
    if (generation === LIVE) await append(tx, lane, events);
    else await tx.execute(BACKFILL_HISTORY, [lane, ...historyParameters(events)]);
  },
};
