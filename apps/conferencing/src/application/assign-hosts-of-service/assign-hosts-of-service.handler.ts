import { Clock, newId, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { requireHostingConnection } from '../../domain/assignment.js';
import { Assignments } from '../../domain/assignments.port.js';
import { type BulkDecision, decideBulk } from '../../domain/bulk-assignment.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';
import type { AssignHostsOfService } from './assign-hosts-of-service.command.js';

export type BulkAssigned = Pick<BulkDecision, 'configured' | 'skipped'> & {
  /** What all changes carry, by which they can be undone; null when nothing was changed. */
  batchId: string | null;
};

@Injectable()
export class AssignHostsOfServiceHandler {
  constructor(
    private readonly assignments: Assignments,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async requireService(accountId: string, serviceId: string): Promise<void> {
    if (!(await this.assignments.serviceExists(accountId, serviceId))) throw notFound('There is no such service.');
  }

  async execute(command: AssignHostsOfService): Promise<BulkAssigned> {
    const { accountId, serviceId, connectedAccountId, dryRun, provenance } = command;
    await this.requireService(accountId, serviceId);
    const decide = async (transaction: Transaction | null) => {
      requireHostingConnection(await this.assignments.connection(accountId, connectedAccountId, transaction));
      const pairs = await this.assignments.mappedPairs(accountId, serviceId, connectedAccountId, transaction);
      return decideBulk(connectedAccountId, pairs);
    };
    if (dryRun) return { ...(await decide(null)), batchId: null };
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const decision = await decide(transaction);
      if (decision.assign.length === 0) return { ...decision, batchId: null };
      const why = { ...provenance, at: this.clock.now(), batchId: newId('batch') };
      await this.assignments.assignMany(
        { accountId, serviceId, connectedAccountId },
        decision.assign,
        why,
        transaction,
      );
      return { ...decision, batchId: why.batchId };
    });
  }
}
