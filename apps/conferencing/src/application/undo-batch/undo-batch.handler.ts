import { Clock, newId, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { PairBatches } from '../../domain/pair-batches.port.js';
import type { Provenance } from '../../domain/provenance.js';
import { decideUndo, UNDO_DAYS, type UndoDecision } from '../../domain/undo.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';

export interface UndoBatch {
  accountId: string;
  batchId: string;
  /** Decide and tell, but change nothing. */
  dryRun: boolean;
  provenance: Provenance;
}

export type Undone = Pick<UndoDecision, 'restored' | 'skipped'> & {
  /** The undo's own batch, by which it can be undone; null when nothing was changed. */
  batchId: string | null;
};

const DAY_MS = 86_400_000;

/** Takes back what a batch of the last 30 days has changed, where nobody has changed it since. */
@Injectable()
export class UndoBatchHandler {
  constructor(
    private readonly batches: PairBatches,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` when the account has no such batch, or it is too old. */
  async execute(command: UndoBatch): Promise<Undone> {
    const { accountId, dryRun, provenance } = command;
    if (dryRun) return { ...(await this.decide(command, null)), batchId: null };
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const { assign, clear, ...told } = await this.decide(command, transaction);
      if (told.restored.length === 0) return { ...told, batchId: null };
      const batchId = newId('batch');
      const why = { ...provenance, at: this.clock.now(), reason: 'undo', resolvedBy: 'undo', batchId } as const;
      if (assign.length > 0) await this.batches.assign(transaction, accountId, assign, why);
      if (clear.length > 0) await this.batches.clear(transaction, accountId, clear, why);
      return { ...told, batchId };
    });
  }

  private async decide({ accountId, batchId }: UndoBatch, transaction: Transaction | null): Promise<UndoDecision> {
    const since = new Date(this.clock.now().getTime() - UNDO_DAYS * DAY_MS);
    const changed = await this.batches.changesOf(accountId, batchId, since, transaction);
    if (changed === null) throw notFound('There is no such batch, or it is older than 30 days.');
    return decideUndo(changed);
  }
}
