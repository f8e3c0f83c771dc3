import { Clock } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decideClear, requirePrecondition, requireStanding } from '../../domain/assignment.js';
import { Assignments, type Conferencing } from '../../domain/assignments.port.js';
import { UntilSaved } from '../until-saved.js';
import type { ClearHost } from './clear-host.command.js';

@Injectable()
export class ClearHostHandler {
  private readonly untilSaved = new UntilSaved();

  constructor(
    private readonly assignments: Assignments,
    private readonly clock: Clock,
  ) {}

  async execute(command: ClearHost): Promise<void> {
    await this.untilSaved.run(command.pair, () => this.attempt(command));
  }

  /** Null when the save lost against another change. */
  private async attempt({ pair: key, precondition, provenance }: ClearHost): Promise<Conferencing | null> {
    const pair = await this.assignments.load(key);
    requireStanding(pair);
    // Whoever names a stale version has lost a race; whoever only wants somebody to be there is told that nobody is.
    if (precondition?.is !== 'assigned' || pair.host !== null) requirePrecondition(pair, precondition);
    const decision = decideClear(pair, precondition);
    return this.assignments.clear(key, decision, { ...provenance, at: this.clock.now() });
  }
}
