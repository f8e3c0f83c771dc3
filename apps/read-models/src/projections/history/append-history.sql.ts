import { copyNewStatements } from '../../persistence/copy-new.js';
import { LIVE, NEXT } from '../../persistence/generation.js';

export const HISTORY_COLUMNS =
  'lane, position, account_id, service_id, provider_id, version, occurred_at, change, actor, batch_id, event';

/** How many columns come as arrays. */
export const HISTORY_ARRAYS = 9;

const FIELDS = 'account_id, service_id, provider_id, version, occurred_at, change, actor, batch_id, event';
const VALUES = `account_id, service_id, provider_id, version::bigint, occurred_at::timestamptz, change, actor, batch_id,
    event`;

const rowsFrom = (
  first: number,
) => `unnest(${Array.from({ length: HISTORY_ARRAYS }, (_, n) => `$${first + n}::text[]`).join(', ')})
    WITH ORDINALITY AS row(${FIELDS}, place)`;

/**
 * Positions are drawn under the lock of the lane's row, so within a lane they are in commit order: a reader of
 * everything up to a position has missed nothing before it. They are the stream's own and not the topic's offsets, because a record
 * that was parked is applied long after its offset has passed.
 */
const drawPositions = (amount: string) => `
    INSERT INTO projection.stream_lane AS lane (lane, position) VALUES ($1::smallint, ${amount}::bigint)
    ON CONFLICT (lane) DO UPDATE SET position = lane.position + excluded.position
    RETURNING lane.lane, lane.position - ${amount}::bigint AS before`;

/** $1 lane, $2 how many. */
export const DRAW_POSITIONS = drawPositions('$2');

/**
 * What is known already leaves a gap; what only a rebuild has found so far gets its place now, for the stream has not
 * sent it. Each change may come once only.
 */
const GIVE_PLACE = `
  ON CONFLICT (service_id, provider_id, version) DO UPDATE SET lane = excluded.lane, position = excluded.position
    WHERE known.position = 0`;

/** For changes that no record has brought before. */
export const COPY_NEW_HISTORY = copyNewStatements('history', HISTORY_COLUMNS, GIVE_PLACE);

/** $1 lane. @param first the number of the first of the columns; behind them comes how many rows there are */
export const appendHistory = (first: number) => `
  history_places AS (${drawPositions(`$${first + HISTORY_ARRAYS}`)}
  ), history_rows AS (
  INSERT INTO ${LIVE}.history AS known (${HISTORY_COLUMNS})
  SELECT history_places.lane, history_places.before + place, ${VALUES}
  FROM history_places CROSS JOIN ${rowsFrom(first)} ${GIVE_PLACE}
  )`;

/**
 * What a rebuild finds in the topic and nobody had: part of the history, before everything that the stream sends. The
 * consumer may still be on its way to it.
 */
export const BACKFILL_HISTORY = `
  INSERT INTO ${NEXT}.history (${HISTORY_COLUMNS})
  SELECT $1::smallint, 0, ${VALUES}
  FROM ${rowsFrom(2)}
  ON CONFLICT (service_id, provider_id, version) DO NOTHING`;
