import { Clock, newId } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { Host, NamedConnection } from '../../domain/assignment.js';
import { Assignments } from '../../domain/assignments.port.js';
import { ExternalUsers } from '../../domain/external-users.port.js';
import {
  decideHandover,
  type HandoverDecision,
  leaverOf,
  requireAnotherHost,
  successorOf,
} from '../../domain/handover.js';
import type { WantedHost } from '../../domain/host-resolution.js';
import { PairBatches } from '../../domain/pair-batches.port.js';
import { type Transaction, UnitOfWork } from '../../domain/unit-of-work.port.js';
import { lookAgain } from '../sync-directory/look-again.js';
import { SyncDirectoryHandler } from '../sync-directory/sync-directory.handler.js';
import type { HandOver } from './hand-over.command.js';

export type HandedOver = HandoverDecision & {
  /** The id that all changes share, for an undo; null if nothing changed. */
  batchId: string | null;
};

/** Moves everything that one person hosts to another, in one transaction. */
@Injectable()
export class HandOverHandler {
  constructor(
    private readonly assignments: Assignments,
    private readonly users: ExternalUsers,
    private readonly batches: PairBatches,
    private readonly directory: SyncDirectoryHandler,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(command: HandOver): Promise<HandedOver> {
    const { accountId, to, dryRun, provenance } = command;
    if ((await this.parties(command, null, false)).successor === 'look_again') {
      await lookAgain(this.directory, { accountId, connectedAccountId: to.connectedAccountId }, provenance);
    }
    if (dryRun) return { ...(await this.decide(command, null)), batchId: null };
    return this.unitOfWork.forAccount(accountId, async (transaction) => {
      const decision = await this.decide(command, transaction);
      if (decision.moved.length === 0) return { ...decision, batchId: null };
      const batchId = newId('batch');
      const at = this.clock.now();
      const why = { ...provenance, at, reason: 'handover', resolvedBy: 'handover', batchId } as const;
      await this.batches.assign(transaction, accountId, decision.moved, why);
      return { ...decision, batchId };
    });
  }

  private async decide(command: HandOver, transaction: Transaction | null): Promise<HandoverDecision> {
    const { accountId, serviceIds } = command;
    const { leaver, successor } = await this.parties(command, transaction, true);
    if (successor === 'look_again') throw new Error('One request must not read the directory twice');
    const pairs = await this.batches.hostedBy(accountId, leaver.externalUserId, serviceIds, transaction);
    return decideHandover(leaver, successor, pairs);
  }

  /** `fresh`: the directory was read for the new host, or already knew them. */
  private async parties(
    { accountId, from, to }: HandOver,
    transaction: Transaction | null,
    fresh: boolean,
  ): Promise<{ leaver: Host; successor: Host | 'look_again' }> {
    if ('externalUserId' in to.wanted) requireAnotherHost(from.externalUserId, to.wanted.externalUserId);
    const leaver = leaverOf(
      from.externalUserId,
      await this.named(accountId, from.connectedAccountId, from, transaction),
    );
    const target = await this.named(accountId, to.connectedAccountId, to.wanted, transaction);
    const successor = successorOf(to.wanted, target, fresh);
    if (successor !== 'look_again') requireAnotherHost(leaver.externalUserId, successor.externalUserId);
    return { leaver, successor };
  }

  private async named(
    accountId: string,
    connectedAccountId: string,
    wanted: WantedHost,
    transaction: Transaction | null,
  ): Promise<NamedConnection | null> {
    const connection = await this.assignments.connection(accountId, connectedAccountId, transaction);
    if (connection === null) return null;
    const candidates = await this.users.candidates(accountId, connectedAccountId, wanted, transaction);
    return { ...connection, candidates };
  }
}
