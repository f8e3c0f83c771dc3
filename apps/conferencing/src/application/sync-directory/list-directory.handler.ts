import { Injectable } from '@nestjs/common';
import { DirectoryFailure, ExternalDirectory } from '../../domain/external-directory.port.js';
import { DirectoryListing, type ListedUsers, type MissingUser } from '../../domain/external-users.port.js';
import { type SyncFailure, type SyncRun, SyncTurns } from '../../domain/sync-turns.port.js';

/** Requests for single users in one sync: other apps of the Zoom account share its rate limits. */
const MAX_LOOKUPS = 50;
/** Milliseconds for all look-ups: the caller of a sync gets an answer within 30 s. */
const LOOKUPS_TIME = 8_000;

/** The sync took longer than its lease, or its connection was removed: nothing was applied. */
export class LostTurn extends Error {
  constructor() {
    super('The sync has lost its lease.');
    this.name = 'LostTurn';
  }
}

/**
 * Reads the whole directory of one connection into the listing. It looks up each absent user by id before they count as
 * removed, because the list may have moved while it was read.
 */
@Injectable()
export class ListDirectoryHandler {
  constructor(
    private readonly turns: SyncTurns,
    private readonly directory: ExternalDirectory,
    private readonly listing: DirectoryListing,
  ) {}

  /** Resolves with the listing, or with the reason why the directory could not be read. Throws `LostTurn`. */
  async execute(run: SyncRun): Promise<{ listed: ListedUsers } | { failure: SyncFailure }> {
    try {
      let count = 0;
      let complete = true;
      for await (const page of this.directory.listUsers({ id: run.connectedAccountId })) {
        await this.listing.add(run, page.users);
        count += page.users.length;
        complete &&= page.complete;
        if (!(await this.turns.extend(run))) throw new LostTurn();
      }
      const { found, unstorable, undecided } = await this.lookUp(run, await this.listing.missing(run));
      return { listed: { count: count + found, kept: complete ? unstorable : [...unstorable, ...undecided] } };
    } catch (error) {
      if (error instanceof DirectoryFailure) return { failure: { kind: error.kind, detail: error.detail } };
      throw error;
    }
  }

  /**
   * Adds the absent users whom the directory still has, and returns those without a clear answer. The first failure
   * ends the look-ups: a scope may be missing, or the rate limit reached. It never fails the sync.
   */
  private async lookUp(
    run: SyncRun,
    missing: readonly MissingUser[],
  ): Promise<{ found: number; unstorable: string[]; undecided: string[] }> {
    const undecided = new Set(missing.map(({ id }) => id));
    const unstorable: string[] = [];
    const signal = AbortSignal.timeout(LOOKUPS_TIME);
    let found = 0;
    try {
      for (const { id, externalId } of missing.filter((user) => user.externalId !== null).slice(0, MAX_LOOKUPS)) {
        const user = await this.directory.findUser({ id: run.connectedAccountId }, externalId ?? '', signal);
        undecided.delete(id);
        if (user === 'unknown') unstorable.push(id);
        else if (user !== 'gone') {
          await this.listing.add(run, [user]);
          found += 1;
        }
      }
    } catch (error) {
      if (!(error instanceof DirectoryFailure)) throw error;
    }
    return { found, unstorable, undecided: [...undecided] };
  }
}
