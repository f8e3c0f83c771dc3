import type { Queryable } from '@conferencing/database';
import { LIVE, type WrittenGeneration } from '../../persistence/generation.js';
import { asciiArray, textArray } from '../../persistence/text-array.js';
import type { ProjectedEvent, ProjectedRecord } from '../projected-record.js';
import type { Projection } from '../projection.js';
import { APPEND_HISTORY, BACKFILL_HISTORY } from './append-history.sql.js';
import { createHistoryIndexes, createHistoryTable } from './history-table.sql.js';
import { HISTORY_CARRY_OVER, HISTORY_CARRY_OVER_REST, HISTORY_PARITY } from './rebuild-history.sql.js';

/** Each change once. A tombstone adds nothing: the `cleared` event before it has said what happened. */
export function historyOf(records: readonly ProjectedRecord[]): ProjectedEvent[] {
  const changes = new Map<string, ProjectedEvent>();
  for (const record of records) {
    if (record.kind !== 'event') continue;
    const { service_id, provider_id, version } = record.event;
    const change = `${service_id}/${provider_id}/${version}`;
    if (!changes.has(change)) changes.set(change, record);
  }
  return [...changes.values()];
}

function parameters(events: readonly ProjectedEvent[]): Buffer[] {
  const column = (value: (event: ProjectedEvent) => string) => asciiArray(events.map(value));
  return [
    column(({ event }) => event.account_id),
    column(({ event }) => event.service_id),
    column(({ event }) => event.provider_id),
    column(({ event }) => String(event.version)),
    textArray(events.map(({ value }) => value)),
  ];
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

  async apply(tx: Queryable, generation: WrittenGeneration, lane: number, records: readonly ProjectedRecord[]) {
    const events = historyOf(records);
    if (events.length === 0) return;
    if (generation === LIVE) await tx.execute(APPEND_HISTORY, [lane, ...parameters(events), events.length]);
    else await tx.execute(BACKFILL_HISTORY, [lane, ...parameters(events)]);
  },
};
