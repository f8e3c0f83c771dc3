import { LIVE } from '../persistence/generation.js';
import { ANNOUNCE_APPLIED } from '../visibility/applied-channel.js';
import type { ProjectedRecord } from './projected-record.js';
import type { Change, Projection } from './projection.js';
import { PROJECTIONS } from './projections.js';

/** From so many records on, what COPY saves is more than its further round trips cost. */
const MANY = 50;

/** @param lane the partition that the records come from */
type Apply = (lane: number, records: readonly ProjectedRecord[]) => Change;

/**
 * What records of one partition change in every projection, to be run in one transaction: all of it becomes visible at
 * once. The records themselves are not kept for it. A small batch takes one statement, so that a change that comes alone
 * is visible at once.
 */
export function applyTo(projections: readonly Projection[]): Apply {
  const statement = fewStatement(projections);
  return (lane, records) => {
    if (records.length < MANY) {
      const parameters = [lane, ...projections.flatMap(({ few }) => few.parameters(records))];
      return (tx) => tx.send(statement, parameters);
    }
    const changes = projections.map((projection) => projection.change(LIVE, lane, records));
    return async (tx) => {
      for (const change of changes) await change(tx);
      await tx.send(ANNOUNCE_APPLIED);
    };
  };
}

/** The parts of all projections, and the announcement, in one round trip. */
export function fewStatement(projections: readonly Projection[]): string {
  let first = 2;
  const parts = projections.map(({ few }) => {
    const part = few.expressions(first);
    first += few.parameterCount;
    return part;
  });
  return `WITH ${parts.join(', ')} ${ANNOUNCE_APPLIED}`;
}

export const changeAll = applyTo(PROJECTIONS);
