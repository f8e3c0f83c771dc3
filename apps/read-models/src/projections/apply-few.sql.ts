import { LIVE } from '../persistence/generation.js';
import { ANNOUNCE_APPLIED } from '../visibility/applied-channel.js';
import { upsertCurrent } from './current/upsert-current.sql.js';
import { APPEND_DRAWN, DRAWN } from './history/append-history.sql.js';

/** Appends to the history ($1–$7), upserts the current rows ($8–$17) and announces it, in one round trip. */
export const APPLY_FEW = `
  WITH ${DRAWN}, changes AS (${APPEND_DRAWN}), pairs AS (${upsertCurrent(LIVE, 8)})
  ${ANNOUNCE_APPLIED}`;
