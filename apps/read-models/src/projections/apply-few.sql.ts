import { LIVE } from '../persistence/generation.js';
import { ANNOUNCE_APPLIED } from '../visibility/applied-channel.js';
import { upsertCurrent } from './current/upsert-current.sql.js';
import { APPEND_DRAWN, DRAWN, HISTORY_ARRAYS } from './history/append-history.sql.js';

/** Appends to the history, upserts the current rows (the parameters after those) and announces it, in one round trip. */
export const APPLY_FEW = `
  WITH ${DRAWN}, changes AS (${APPEND_DRAWN}), pairs AS (${upsertCurrent(LIVE, HISTORY_ARRAYS + 3)})
  ${ANNOUNCE_APPLIED}`;
