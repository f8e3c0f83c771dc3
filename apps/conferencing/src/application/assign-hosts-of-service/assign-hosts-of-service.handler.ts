import { Clock, notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { requireHostingConnection } from '../../domain/assignment.js';
import { Assignments } from '../../domain/assignments.port.js';
import { type BulkDecision, decideBulk } from '../../domain/bulk-assignment.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';
import type { AssignHostsOfService } from './assign-hosts-of-service.command.js';

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

  async execute(command: AssignHostsOfService): Promise<Pick<BulkDecision, 'configured' | 'skipped'>> {
    const { accountId, serviceId, connectedAccountId, dryRun, provenance } = command;
    await this.requireService(accountId, serviceId);
    const decide = async (transaction: Transaction | null) => {
      requireHostingConnection(await this.assignments.connection(accountId, connectedAccountId, transaction));
      const pairs = await this.assignments.mappedPairs(accountId, serviceId, connectedAccountId, transaction);
      return decideBulk(connectedAccountId, pairs);
    };
    if (dryRun) return decide(null);
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const decision = await decide(transaction);
      const why = { ...provenance, at: this.clock.now() };
      await this.assignments.assignMany(
        { accountId, serviceId, connectedAccountId },
        decision.assign,
        why,
        transaction,
      );
      return decision;
    });
  }
}
