import { LIVE } from '../persistence/generation.js';
import { ANNOUNCE_APPLIED } from '../visibility/applied-channel.js';
import { APPLY_FEW } from './apply-few.sql.js';
import { currentParameters, foldCurrent } from './current/current.projection.js';
import { historyOf, historyParameters } from './history/history.projection.js';
import type { ProjectedRecord } from './projected-record.js';
import type { Change } from './projection.js';
import { PROJECTIONS } from './projections.js';

/** From so many records on, what COPY saves is more than its further round trips cost. */
const MANY = 50;

/**
 * What records of one partition change in every projection, to be run in one transaction: all of it becomes visible at
 * once. The records themselves are not kept for it.
 */
export function changeAll(lane: number, records: readonly ProjectedRecord[]): Change {
  if (records.length < MANY) {
    const parameters = fewParameters(lane, records);
    return (tx) => tx.send(APPLY_FEW, parameters);
  }
  const changes = PROJECTIONS.map((projection) => projection.change(LIVE, lane, records));
  return async (tx) => {
    for (const change of changes) await change(tx);
    await tx.send(ANNOUNCE_APPLIED);
  };
}

/** A change that comes alone is to be seen at once: it takes one statement. */
function fewParameters(lane: number, records: readonly ProjectedRecord[]): unknown[] {
  const events = historyOf(records);
  return [lane, ...historyParameters(events), events.length, ...currentParameters(foldCurrent(records))];
}
