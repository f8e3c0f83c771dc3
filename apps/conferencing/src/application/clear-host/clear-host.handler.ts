import { Clock } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decideClear, requirePrecondition, requireStanding } from '../../domain/assignment.js';
import { Assignments, type Conferencing } from '../../domain/assignments.port.js';
import { RetryOnConflict } from '../retry-on-conflict.js';
import type { ClearHost } from './clear-host.command.js';

@Injectable()
export class ClearHostHandler {
  private readonly retryOnConflict = new RetryOnConflict();

  constructor(
    private readonly assignments: Assignments,
    private readonly clock: Clock,
  ) {}

  async execute(command: ClearHost): Promise<void> {
    await this.retryOnConflict.run(command.pair, () => this.attempt(command));
  }

  /** Null if the save lost a race against another change. */
  private async attempt({ pair: key, precondition, provenance }: ClearHost): Promise<Conferencing | null> {
    const pair = await this.assignments.load(key);
    requireStanding(pair);
    // Stale If-Match → 412; `If-Match: *` on an unassigned pair → 404.
    if (precondition?.is !== 'assigned' || pair.host !== null) requirePrecondition(pair, precondition);
    const decision = decideClear(pair, precondition);
    return this.assignments.clear(key, decision, { ...provenance, at: this.clock.now() });
  }
}
