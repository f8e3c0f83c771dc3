import { BIGINT_BYTES, BinaryCopy } from '../../persistence/binary-copy.js';
import { copyNew } from '../../persistence/copy-new.js';
import { LIVE, type WrittenGeneration } from '../../persistence/generation.js';
import { asciiArray, textArray } from '../../persistence/text-array.js';
import type { ProjectedEvent, ProjectedRecord } from '../projected-record.js';
import type { Change, Projection } from '../projection.js';
import {
  appendHistory,
  BACKFILL_HISTORY,
  COPY_NEW_HISTORY,
  DRAW_POSITIONS,
  HISTORY_ARRAYS,
} from './append-history.sql.js';
import { HistoryHeads } from './history-heads.js';
import { createHistoryIndexes, createHistoryTable } from './history-table.sql.js';
import { History1795100003000 } from './migrations/1795100003000-history.migration.js';
import { StreamTrim1796000003000 } from './migrations/1796000003000-stream-trim.migration.js';
import { HISTORY_CARRY_OVER, HISTORY_CARRY_OVER_REST, HISTORY_PARITY } from './rebuild-history.sql.js';

const COLUMNS = 11;
/** Of a row beside its event. */
const ROW_BYTES = 256;

/** Each change once. A tombstone adds nothing: the `cleared` event before it has said what happened. */
function historyOf(records: readonly ProjectedRecord[]): ProjectedEvent[] {
  const changes = new Map<string, ProjectedEvent>();
  for (const record of records) {
    if (record.kind !== 'event') continue;
    const change = `${record.service_id}/${record.provider_id}/${record.version}`;
    if (!changes.has(change)) changes.set(change, record);
  }
  return [...changes.values()];
}

/** One for each column. */
function historyParameters(events: readonly ProjectedEvent[]): Buffer[] {
  const column = (value: (event: ProjectedEvent) => string | null) => asciiArray(events.map(value));
  return [
    column(({ account_id }) => account_id),
    column(({ service_id }) => service_id),
    column(({ provider_id }) => provider_id),
    column(({ version }) => String(version)),
    column(({ occurred_at }) => occurred_at),
    column(({ change }) => change),
    textArray(events.map(({ actor }) => actor)),
    column(({ batch_id }) => batch_id),
    textArray(events.map(({ value }) => value)),
  ];
}

/** The rows as they are copied; their positions are filled in later. */
class HistoryRows {
  private readonly bytes: Buffer;
  /** Where in the bytes the position of each row is. */
  private readonly positionAt: number[] = [];

  constructor(lane: number, events: readonly ProjectedEvent[]) {
    const bytes = events.reduce((sum, { value }) => sum + ROW_BYTES + value.length, ROW_BYTES);
    const rows = new BinaryCopy(COLUMNS, bytes);
    for (const event of events) {
      rows.row().smallint(lane).bigint(0);
      this.positionAt.push(rows.length - BIGINT_BYTES);
      rows.ascii(event.account_id).ascii(event.service_id).ascii(event.provider_id).bigint(event.version);
      rows.timestamp(event.occurred_at).ascii(event.change).text(event.actor).ascii(event.batch_id).text(event.value);
    }
    this.bytes = rows.end();
  }

  get count(): number {
    return this.positionAt.length;
  }

  /** @param before the position before that of the first row */
  positionedAfter(before: number): Buffer {
    for (const [index, at] of this.positionAt.entries()) this.bytes.writeBigInt64BE(BigInt(before + index + 1), at);
    return this.bytes;
  }
}

function append(lane: number, events: readonly ProjectedEvent[]): Change {
  const rows = new HistoryRows(lane, events);
  return async (tx) => {
    const [drawn] = await tx.query<{ before: number }>(DRAW_POSITIONS, [lane, rows.count]);
    await copyNew(tx, COPY_NEW_HISTORY, rows.positionedAfter(drawn!.before));
  };
}

/** Every change of every pair, and the order in which the stream sends them. */
export const historyProjection: Projection = {
  name: 'history',
  table: 'history',
  views: [],
  migrations: [History1795100003000, StreamTrim1796000003000],
  createTable: createHistoryTable,
  createIndexes: createHistoryIndexes,
  bulk: null,
  heads: { name: 'history', of: (database) => new HistoryHeads(database) },
  carryOver: HISTORY_CARRY_OVER,
  carryOverRest: HISTORY_CARRY_OVER_REST,
  parity: HISTORY_PARITY,

  few: {
    parameterCount: HISTORY_ARRAYS + 1,
    expressions: appendHistory,
    parameters(records: readonly ProjectedRecord[]): unknown[] {
      const events = historyOf(records);
      return [...historyParameters(events), events.length];
    },
  },

  change(generation: WrittenGeneration, lane: number, records: readonly ProjectedRecord[]): Change {
    const events = historyOf(records);
    if (events.length === 0) return () => Promise.resolve();
    if (generation === LIVE) return append(lane, events);
    const parameters = [lane, ...historyParameters(events)];
    return (tx) => tx.send(BACKFILL_HISTORY, parameters);
  },
};
