import { Clock, newId, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { PairRef } from '../../domain/catalog-change.js';
import { PairBatches } from '../../domain/pair-batches.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { decideUndo, UNDO_DAYS, type UndoDecision } from '../../domain/undo.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';

export interface UndoBatch {
  accountId: string;
  batchId: string;
  /** The pairs to restore; null: all that the batch has changed. */
  only: readonly PairRef[] | null;
  /** Decide and report, but change nothing. */
  dryRun: boolean;
  provenance: Provenance;
}

export type Undone = Pick<UndoDecision, 'restored' | 'skipped'> & {
  /** The batch id of the undo, which can be undone too; null if nothing changed. */
  batchId: string | null;
};

const DAY_MS = 86_400_000;

/** Undoes a batch of the last 30 days, for pairs that have not changed since. */
@Injectable()
export class UndoBatchHandler {
  constructor(
    private readonly batches: PairBatches,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` if the account has no such batch, or it is too old. */
  async execute(command: UndoBatch): Promise<Undone> {
    const { accountId, dryRun, provenance } = command;
    if (dryRun) return { ...(await this.decide(command, null)), batchId: null };
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const { assign, clear, ...reported } = await this.decide(command, transaction);
      if (reported.restored.length === 0) return { ...reported, batchId: null };
      const batchId = newId('batch');
      const why = { ...provenance, at: this.clock.now(), reason: 'undo', resolvedBy: 'undo', batchId } as const;
      if (assign.length > 0) await this.batches.assign(transaction, accountId, assign, why);
      if (clear.length > 0) await this.batches.clear(transaction, accountId, clear, why);
      return { ...reported, batchId };
    });
  }

  private async decide(command: UndoBatch, transaction: Transaction | null): Promise<UndoDecision> {
    const { accountId, batchId, only } = command;
    const since = new Date(this.clock.now().getTime() - UNDO_DAYS * DAY_MS);
    const changed = await this.batches.changesOf(accountId, { batchId, since, only }, transaction);
    if (changed === null) throw notFound('There is no such batch, or it is older than 30 days.');
    return decideUndo(changed, only);
  }
}
