import type { DirectoryPerson } from './directory-change.js';
import type { ExternalUser, KnownUser } from './external-user.js';
import type { Transaction } from './unit-of-work.port.js';

/** External users as webhooks tell of them, one at a time. Call it in `UnitOfWork.forAccount`. */
export abstract class ToldUsers {
  /**
   * When the users were last listed, and everybody who may be meant, removed ones included; null when the account has
   * no such connection any more.
   */
  abstract load(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    person: DirectoryPerson,
  ): Promise<{ listedAt: Date | null; known: KnownUser[] } | null>;

  /**
   * Makes one of the two as whom a person is known (`isKnownTwice`): the one with the email, whom pairs refer to, gets
   * the id and what events have told of it. Null, and nothing done, when the other one already is somebody's host.
   */
  abstract join(
    transaction: Transaction,
    connectedAccountId: string,
    person: DirectoryPerson,
    at: Date,
  ): Promise<ExternalUser | null>;

  abstract save(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    user: ExternalUser,
    at: Date,
  ): Promise<void>;
}
