import type { Transaction } from '@conferencing/database';
import { LIVE } from '../persistence/generation.js';
import { announceApplied } from '../visibility/applied-channel.js';
import { APPLY_FEW } from './apply-few.sql.js';
import { currentParameters, foldCurrent } from './current/current.projection.js';
import { historyOf, historyParameters } from './history/history.projection.js';
import type { ProjectedRecord } from './projected-record.js';
import { PROJECTIONS } from './projections.js';

/** From so many records on, what COPY saves is more than its further round trips cost. */
const MANY = 50;

/**
 * Applies records of one partition to every projection, in the caller's transaction: all of it becomes visible at once.
 */
export async function applyBatch(tx: Transaction, lane: number, records: readonly ProjectedRecord[]): Promise<void> {
  if (records.length < MANY) {
    await applyFew(tx, lane, records);
    return;
  }
  for (const projection of PROJECTIONS) await projection.apply(tx, LIVE, lane, records);
  await announceApplied(tx);
}

/** A change that comes alone is to be seen at once: it takes one statement. */
async function applyFew(tx: Transaction, lane: number, records: readonly ProjectedRecord[]): Promise<void> {
  const events = historyOf(records);
  const history = [lane, ...historyParameters(events), events.length];
  await tx.execute(APPLY_FEW, [...history, ...currentParameters(foldCurrent(records))]);
}
