import type { DirectoryUserStatus } from './external-directory.port.js';

/**
 * The person in a message of an external directory. At least one field is set; ids differ in case from channel to
 * channel.
 */
export interface DirectoryPerson {
  externalId: string | null;
  email: string | null;
}

/** The fields that a change contains: an absent field does not change, a null field is empty now. */
export interface ChangedUserFields {
  email?: string;
  firstName?: string | null;
  lastName?: string | null;
  displayName?: string | null;
  status?: DirectoryUserStatus;
  licensed?: boolean;
}

interface Reported {
  /** The provider's account id; several connections may have it. Compare case-insensitively. */
  externalAccountId: string;
  /** When it happened at the provider, never later than when we heard of it: changes of a person are put in this order. */
  occurredAt: Date;
}

/** A change that an external directory reports by webhook: late, out of order, more than once, or never. */
export type DirectoryChange = Reported &
  (
    | { kind: 'user_created' | 'user_updated'; person: DirectoryPerson; fields: ChangedUserFields }
    | {
        kind: 'user_activated' | 'user_deactivated' | 'invitation_accepted';
        person: DirectoryPerson;
        fields: ChangedUserFields;
      }
    | { kind: 'user_removed'; person: DirectoryPerson }
    /** The provider's administrator removed our app: stored credentials no longer work. */
    | { kind: 'app_deauthorized'; externalSubject: string | null }
  );
