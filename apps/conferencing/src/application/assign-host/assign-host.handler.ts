import { Clock, DomainError, Turns } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decideAssignment, requireAssignable, requirePrecondition } from '../../domain/assignment.js';
import { Assignments, type Conferencing, type PairKey } from '../../domain/assignments.port.js';
import { pairOf } from '../../domain/catalog-change.js';
import { SyncDirectory } from '../sync-directory/sync-directory.handler.js';
import type { AssignHost } from './assign-host.command.js';

/** How often a save may lose against other processes' changes of the pair before the caller is told to try again. */
const ATTEMPTS = 10;

/** Assigns a host; a host who is named by an email that nobody has is looked up in the directory once more. */
@Injectable()
export class AssignHostHandler {
  /** Of many who want the same pair at once all but one lose: they go on one after the other. */
  private readonly turns = new Turns();

  constructor(
    private readonly assignments: Assignments,
    private readonly directory: SyncDirectory,
    private readonly clock: Clock,
  ) {}

  /** Throws `not_found` unless the pair may have a host. */
  async requirePair(key: PairKey): Promise<void> {
    requireAssignable(await this.assignments.load(key));
  }

  async execute(command: AssignHost): Promise<Conferencing> {
    const key = pairOf(command.pair);
    const saved = this.turns.isFree(key) ? await this.attempt(command) : null;
    return saved ?? this.turns.take(key, () => this.insist(command));
  }

  private async insist(command: AssignHost): Promise<Conferencing> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const saved = await this.attempt(command);
      if (saved !== null) return saved;
    }
    throw new DomainError('conflict', { code: 'conflict', detail: 'The pair keeps changing; try again.' });
  }

  /** Null when the save lost against another change. `fresh`: the directory has been asked since the request came. */
  private async attempt(command: AssignHost, fresh = false): Promise<Conferencing | null> {
    const { pair: key, connectedAccountId, wanted, precondition, provenance } = command;
    const { pair, connection } = await this.assignments.loadForAssignment(key, connectedAccountId, wanted);
    requireAssignable(pair);
    requirePrecondition(pair, precondition);
    const decision = decideAssignment(pair, wanted, connection, fresh);
    if (decision.kind === 'nothing') return pair;
    if (decision.kind === 'assign')
      return this.assignments.assign(key, decision, { ...provenance, at: this.clock.now() });
    await this.directory.execute({ accountId: key.accountId, connectedAccountId }, provenance);
    return this.attempt(command, true);
  }
}
