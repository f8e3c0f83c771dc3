import { Clock, newId, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { requireHostingConnection } from '../../domain/assignment.js';
import { Assignments } from '../../domain/assignments.port.js';
import { type BulkDecision, decideBulk } from '../../domain/bulk-assignment.js';
import { PairBatches } from '../../domain/pair-batches.port.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';
import type { AssignHostsOfService } from './assign-hosts-of-service.command.js';

export type BulkAssigned = Pick<BulkDecision, 'configured' | 'skipped'> & {
  /** The id that all changes share, for an undo; null if nothing changed. */
  batchId: string | null;
};

@Injectable()
export class AssignHostsOfServiceHandler {
  constructor(
    private readonly assignments: Assignments,
    private readonly batches: PairBatches,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async requireService(accountId: string, serviceId: string): Promise<void> {
    if (!(await this.assignments.serviceExists(accountId, serviceId))) throw notFound('There is no such service.');
  }

  async execute(command: AssignHostsOfService): Promise<BulkAssigned> {
    const { accountId, serviceId, dryRun, provenance } = command;
    await this.requireService(accountId, serviceId);
    if (dryRun) return { ...(await this.decide(command, null)), batchId: null };
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const decision = await this.decide(command, transaction);
      if (decision.assign.length === 0) return { ...decision, batchId: null };
      const batchId = newId('batch');
      const why = { ...provenance, at: this.clock.now(), reason: null, resolvedBy: 'bulk', batchId } as const;
      await this.batches.assign(transaction, accountId, decision.assign, why);
      return { ...decision, batchId };
    });
  }

  private async decide(command: AssignHostsOfService, transaction: Transaction | null): Promise<BulkDecision> {
    const { accountId, connectedAccountId } = command;
    requireHostingConnection(await this.assignments.connection(accountId, connectedAccountId, transaction));
    return decideBulk(connectedAccountId, await this.batches.mappedPairs(command, transaction));
  }
}
