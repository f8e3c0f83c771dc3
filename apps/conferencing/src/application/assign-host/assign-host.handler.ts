import { Clock, DomainError } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decideAssignment, requireAssignable, requirePrecondition } from '../../domain/assignment.js';
import { Assignments, type Conferencing, type PairKey } from '../../domain/assignments.port.js';
import { SyncDirectory } from '../sync-directory/sync-directory.handler.js';
import type { AssignHost } from './assign-host.command.js';

/** How often a save may lose against other changes of the same pair before the caller is told to try again. */
const ATTEMPTS = 10;

/** Assigns a host; a host who is named by an email that nobody has is looked up in the directory once more. */
@Injectable()
export class AssignHostHandler {
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
    const { pair: key, connectedAccountId, wanted, precondition, provenance } = command;
    let fresh = false;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const { pair, connection } = await this.assignments.loadForAssignment(key, connectedAccountId, wanted);
      requireAssignable(pair);
      requirePrecondition(pair, precondition);
      const decision = decideAssignment(pair, wanted, connection, fresh);
      if (decision.kind === 'nothing') return pair;
      if (decision.kind === 'look_again') {
        await this.directory.execute({ accountId: key.accountId, connectedAccountId }, provenance);
        fresh = true;
        continue;
      }
      const saved = await this.assignments.assign(key, decision, { ...provenance, at: this.clock.now() });
      if (saved !== null) return saved;
    }
    throw new DomainError('conflict', { code: 'conflict', detail: 'The pair keeps changing; try again.' });
  }
}
