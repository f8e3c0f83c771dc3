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
    WITH ORDINALITY AS row(${FIELDS}, ordinal)`;

/**
 * Positions are drawn under the lock of the lane's row, so within a lane they are in commit order: a reader of
 * everything up to a position has missed nothing before it. They are not the topic's offsets, because a record that was
 * parked is applied long after its offset has passed.
 */
const drawPositions = (amount: string) => `
    INSERT INTO projection.stream_lane AS lane (lane, position) VALUES ($1::smallint, ${amount}::bigint)
    ON CONFLICT (lane) DO UPDATE SET position = lane.position + excluded.position
    RETURNING lane.lane, lane.position - ${amount}::bigint AS before`;

/** $1 lane, $2 how many. */
export const DRAW_POSITIONS = drawPositions('$2');

/**
 * A change that is known already leaves a gap in the positions. One that only a rebuild has found so far (position 0)
 * gets its position now, because the stream has not sent it. A batch may contain each change once only.
 */
const GIVE_POSITION = `
  ON CONFLICT (service_id, provider_id, version) DO UPDATE SET lane = excluded.lane, position = excluded.position
    WHERE known.position = 0`;

/** For the many changes of a large batch. */
export const COPY_NEW_HISTORY = copyNewStatements('history', HISTORY_COLUMNS, GIVE_POSITION);

/** $1 lane. @param first the number of the first column's parameter; after the columns comes the number of rows */
export const appendHistory = (first: number) => `
  history_positions AS (${drawPositions(`$${first + HISTORY_ARRAYS}`)}
  ), history_rows AS (
  INSERT INTO ${LIVE}.history AS known (${HISTORY_COLUMNS})
  SELECT history_positions.lane, history_positions.before + ordinal, ${VALUES}
  FROM history_positions CROSS JOIN ${rowsFrom(first)} ${GIVE_POSITION}
  )`;

/**
 * Changes that a rebuild finds in the topic and that the live table lacks. They have position 0, before everything that
 * the stream sends; the consumer may apply them later.
 */
export const BACKFILL_HISTORY = `
  INSERT INTO ${NEXT}.history (${HISTORY_COLUMNS})
  SELECT $1::smallint, 0, ${VALUES}
  FROM ${rowsFrom(2)}
  ON CONFLICT (service_id, provider_id, version) DO NOTHING`;
