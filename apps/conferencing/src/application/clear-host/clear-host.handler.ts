import { Clock, DomainError } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decideClear, requirePrecondition, requireStanding } from '../../domain/assignment.js';
import { Assignments } from '../../domain/assignments.port.js';
import type { ClearHost } from './clear-host.command.js';

/** How often a save may lose against other changes of the same pair before the caller is told to try again. */
const ATTEMPTS = 10;

@Injectable()
export class ClearHostHandler {
  constructor(
    private readonly assignments: Assignments,
    private readonly clock: Clock,
  ) {}

  async execute({ pair: key, precondition, provenance }: ClearHost): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const pair = await this.assignments.load(key);
      requireStanding(pair);
      const decision = decideClear(pair);
      requirePrecondition(pair, precondition);
      const saved = await this.assignments.clear(key, decision, { ...provenance, at: this.clock.now() });
      if (saved !== null) return;
    }
    throw new DomainError('conflict', { code: 'conflict', detail: 'The pair keeps changing; try again.' });
  }
}
