import { notFound } from '@conferencing/kernel';
import { Injectable } from '@nestjs/common';
import type { Provenance } from '../../domain/provenance.js';
import { type Arrival, type SyncFailure, SyncTurns } from '../../domain/sync-turns.port.js';
import { LostTurn } from './list-directory.handler.js';
import { RunSyncHandler } from './run-sync.handler.js';
import { asDomainError } from './sync-failure.js';

export interface SyncDirectoryCommand {
  accountId: string;
  connectedAccountId: string;
}

/**
 * Syncs the users of a connected account with its external directory. One sync runs at a time for a connection, over
 * all processes. Callers that arrive during a sync share the next one: the running sync may have read the listing
 * before the change that the caller wants to see. An unreachable directory is the one result that all waiting callers
 * share at once.
 */
@Injectable()
export class SyncDirectoryHandler {
  /** The callers of this process that wait for the same sync. */
  private readonly waiting = new Map<string, Promise<SyncFailure | null>>();

  constructor(
    private readonly turns: SyncTurns,
    private readonly run: RunSyncHandler,
  ) {}

  /**
   * Resolves when a sync that started after this call has been applied: pairs, mappings and users show it. Its events
   * belong to the caller's trace; their actor is `system:sync`.
   *
   * @throws DomainError `not_found` if the account has no such connection, or the connection cannot host; `bad_gateway`
   * with code `provider_unreachable` or `provider_rejected` if the directory could not be read
   */
  async execute(command: SyncDirectoryCommand, { traceparent }: Pick<Provenance, 'traceparent'>): Promise<void> {
    const arrival = await this.turns.arrive(command.accountId, command.connectedAccountId);
    if (arrival === null) throw noSuchConnection();
    const key = `${command.connectedAccountId} ${arrival.ticket} ${arrival.running}`;
    let outcome = this.waiting.get(key);
    if (outcome === undefined) {
      outcome = this.runOrWait(command, arrival, traceparent).finally(() => this.waiting.delete(key));
      this.waiting.set(key, outcome);
    }
    const failure = await outcome;
    if (failure !== null) throw asDomainError(failure);
  }

  private async runOrWait(
    { accountId, connectedAccountId }: SyncDirectoryCommand,
    arrival: Arrival,
    traceparent: string | null,
  ): Promise<SyncFailure | null> {
    for (;;) {
      const outcome = await this.turns.outcome(accountId, connectedAccountId);
      if (outcome === null) throw noSuchConnection();
      if (outcome.number >= arrival.ticket) return outcome.failure;
      const awaited = arrival.running && outcome.number === arrival.ticket - 1;
      if (awaited && outcome.failure?.kind === 'unreachable') return outcome.failure;
      const run = await this.turns.begin(accountId, connectedAccountId, arrival.ticket);
      if (run === null) await this.turns.pause();
      else {
        try {
          return await this.run.execute(accountId, run, traceparent);
        } catch (error) {
          if (!(error instanceof LostTurn)) throw error;
        }
      }
    }
  }
}

function noSuchConnection() {
  return notFound('There is no such connected account, or it has no users to sync.');
}
