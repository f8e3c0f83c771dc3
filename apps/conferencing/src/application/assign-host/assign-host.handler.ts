import { Clock } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decideAssignment, requireAssignable, requirePrecondition } from '../../domain/assignment.js';
import { Assignments, type Conferencing, type PairKey } from '../../domain/assignments.port.js';
import { lookAgain } from '../sync-directory/look-again.js';
import { SyncDirectoryHandler } from '../sync-directory/sync-directory.handler.js';
import { RetryOnConflict } from '../retry-on-conflict.js';
import type { AssignHost } from './assign-host.command.js';

/** Assigns a host; if no known user has the given email, it reads the directory once. */
@Injectable()
export class AssignHostHandler {
  private readonly retryOnConflict = new RetryOnConflict();

  constructor(
    private readonly assignments: Assignments,
    private readonly directory: SyncDirectoryHandler,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` unless the pair may have a host. */
  async requirePair(key: PairKey): Promise<void> {
    requireAssignable(await this.assignments.load(key));
  }

  execute(command: AssignHost): Promise<Conferencing> {
    return this.retryOnConflict.run(command.pair, () => this.attempt(command));
  }

  /** Null if the save lost a race against another change. `fresh`: the directory was read after the request arrived. */
  private async attempt(command: AssignHost, fresh = false): Promise<Conferencing | null> {
    const { pair: key, connectedAccountId, wanted, precondition, provenance } = command;
    const { pair, connection } = await this.assignments.loadForAssignment(key, connectedAccountId, wanted);
    requireAssignable(pair);
    requirePrecondition(pair, precondition);
    const decision = decideAssignment(pair, wanted, connection, fresh);
    if (decision.kind === 'nothing') return pair;
    if (decision.kind === 'assign')
      return this.assignments.assign(key, decision, { ...provenance, at: this.clock.now() });
    await lookAgain(this.directory, { accountId: key.accountId, connectedAccountId }, provenance);
    return this.attempt(command, true);
  }
}
