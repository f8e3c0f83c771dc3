import { ANNOUNCE_APPLIED } from '../visibility/applied-channel.js';
import { LIVE, NEXT, PREVIOUS } from '../persistence/generation.js';
import type { Projection } from '../projections/projection.js';

/** $1 name of the projection. One rebuild of a projection at a time; the lock ends with the session. */
export const TRY_LOCK = `SELECT pg_try_advisory_lock(hashtext('rebuild'), hashtext($1)) AS locked`;

export const MARK_PHASE = `
  INSERT INTO projection.rebuild (projection, phase, changed_at, offsets) VALUES ($1, $2, now(), $3)
  ON CONFLICT (projection) DO UPDATE SET
    phase = excluded.phase, changed_at = excluded.changed_at, offsets = coalesce(excluded.offsets, rebuild.offsets)`;

export const READ_PHASE = 'SELECT phase, offsets FROM projection.rebuild WHERE projection = $1';

export const tableExists = (schema: string, { table }: Pick<Projection, 'table'>) =>
  `SELECT to_regclass('${schema}.${table}') IS NOT NULL AS exists`;

export const dropTable = (schema: string, { table }: Projection) => `DROP TABLE IF EXISTS ${schema}.${table}`;

export const analyze = ({ table }: Projection) => `ANALYZE ${NEXT}.${table}`;

/** Nobody writes to the live table from here to the end of the transaction; everybody reads it until the swap. */
export const holdWriters = ({ table }: Projection) => [
  `SET LOCAL lock_timeout = '3s'`,
  `LOCK TABLE ${LIVE}.${table} IN SHARE ROW EXCLUSIVE MODE`,
];

export const previousToNext = (projection: Projection) => [
  dropTable(NEXT, projection),
  `ALTER TABLE ${PREVIOUS}.${projection.table} SET SCHEMA ${NEXT}`,
];

/** Indexes go with their table. Waiting writers and readers find the new table by its name. */
export const swapTables = (projection: Projection) => [
  dropTable(PREVIOUS, projection),
  `ALTER TABLE ${LIVE}.${projection.table} SET SCHEMA ${PREVIOUS}`,
  `ALTER TABLE ${NEXT}.${projection.table} SET SCHEMA ${LIVE}`,
  ANNOUNCE_APPLIED,
];
