import { Clock, DomainError, Turns } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import { decideClear, requirePrecondition, requireStanding } from '../../domain/assignment.js';
import { Assignments } from '../../domain/assignments.port.js';
import { pairOf } from '../../domain/catalog-change.js';
import type { ClearHost } from './clear-host.command.js';

/** How often a save may lose against other processes' changes of the pair before the caller is told to try again. */
const ATTEMPTS = 10;

@Injectable()
export class ClearHostHandler {
  /** Of many who want the same pair at once all but one lose: they go on one after the other. */
  private readonly turns = new Turns();

  constructor(
    private readonly assignments: Assignments,
    private readonly clock: Clock,
  ) {}

  async execute(command: ClearHost): Promise<void> {
    const key = pairOf(command.pair);
    if (this.turns.isFree(key) && (await this.attempt(command))) return;
    await this.turns.take(key, () => this.insist(command));
  }

  private async insist(command: ClearHost): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await this.attempt(command)) return;
    }
    throw new DomainError('conflict', { code: 'conflict', detail: 'The pair keeps changing; try again.' });
  }

  /** False when the save lost against another change. */
  private async attempt({ pair: key, precondition, provenance }: ClearHost): Promise<boolean> {
    const pair = await this.assignments.load(key);
    requireStanding(pair);
    const decision = decideClear(pair);
    requirePrecondition(pair, precondition);
    return (await this.assignments.clear(key, decision, { ...provenance, at: this.clock.now() })) !== null;
  }
}
