import type { Transaction } from '@conferencing/database';
import { LIVE } from '../persistence/generation.js';
import { announceApplied } from '../visibility/applied-channel.js';
import type { ProjectedRecord } from './projected-record.js';
import { PROJECTIONS } from './projections.js';

/**
 * Applies records of one partition to every projection, in the caller's transaction: all of it becomes visible at once.
 */
export async function applyBatch(tx: Transaction, lane: number, records: readonly ProjectedRecord[]): Promise<void> {
  for (const projection of PROJECTIONS) await projection.apply(tx, LIVE, lane, records);
  await announceApplied(tx);
}
