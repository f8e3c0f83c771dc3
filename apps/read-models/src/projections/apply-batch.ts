import type { Transaction, Values } from '@conferencing/database';
import { LIVE } from '../persistence/generation.js';
import { ANNOUNCE_APPLIED } from '../visibility/applied-channel.js';
import { APPLY_FEW } from './apply-few.sql.js';
import { currentParameters, foldCurrent } from './current/current.projection.js';
import { historyOf, historyParameters } from './history/history.projection.js';
import type { ProjectedRecord } from './projected-record.js';
import { PROJECTIONS } from './projections.js';

/** From so many records on, what COPY saves is more than its further round trips cost. */
const MANY = 50;

/** Runs a statement after which no other of the batch comes. */
export type RunLast = (text: string, values?: Values) => void | Promise<unknown>;

/**
 * Applies records of one partition to every projection, in the caller's transaction: all of it becomes visible at once.
 *
 * @param last for a caller who needs not wait for the last statement before the transaction ends
 */
export async function applyBatch(
  tx: Transaction,
  lane: number,
  records: readonly ProjectedRecord[],
  last: RunLast = (text, values) => tx.execute(text, values),
): Promise<void> {
  if (records.length < MANY) {
    await last(APPLY_FEW, fewParameters(lane, records));
    return;
  }
  for (const projection of PROJECTIONS) await projection.apply(tx, LIVE, lane, records);
  await last(ANNOUNCE_APPLIED);
}

/** A change that comes alone is to be seen at once: it takes one statement. */
function fewParameters(lane: number, records: readonly ProjectedRecord[]): unknown[] {
  const events = historyOf(records);
  return [lane, ...historyParameters(events), events.length, ...currentParameters(foldCurrent(records))];
}
