import type { DirectoryPerson } from './directory-change.js';
import type { ExternalUser, KnownUser } from './external-user.js';
import type { Transaction } from './unit-of-work.port.js';

/** External users as webhooks change them, one at a time. Call it in `UnitOfWork.forAccount`. */
export abstract class WebhookUsers {
  /**
   * The time of the last listing, and every user that matches the person, including removed ones; null if the account
   * no longer has the connection.
   */
  abstract load(
    transaction: Transaction,
    accountId: string,
    connectedAccountId: string,
    person: DirectoryPerson,
  ): Promise<{ listedAt: Date | null; known: KnownUser[] } | null>;

  /**
   * Merges the two users that are the same person (`isKnownTwice`): the user with the email, to whom pairs refer, gets
   * the id and the changes from webhooks. Returns null and changes nothing if the other user already hosts a pair.
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
