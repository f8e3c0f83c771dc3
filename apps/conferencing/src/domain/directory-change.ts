import type { DirectoryUserStatus } from './external-directory.port.js';

/** Whom an external directory speaks of. At least one of the two is there; ids differ in case from channel to channel. */
export interface DirectoryPerson {
  externalId: string | null;
  email: string | null;
}

/** The fields that a change tells of: one that is absent stays as it is, one that is null is empty now. */
export interface ChangedUserFields {
  email?: string;
  firstName?: string | null;
  lastName?: string | null;
  displayName?: string | null;
  status?: DirectoryUserStatus;
  licensed?: boolean;
}

interface Told {
  /** The provider's id of its account; several of our connections may have it. Compare case-insensitively. */
  externalAccountId: string;
  /** When it happened at the provider, never later than when we heard of it: changes of a person are put in this order. */
  occurredAt: Date;
}

/** What an external directory tells of its own accord: late, out of order, more than once, or never. */
export type DirectoryChange = Told &
  (
    | { kind: 'user_created' | 'user_updated'; person: DirectoryPerson; fields: ChangedUserFields }
    | {
        kind: 'user_activated' | 'user_deactivated' | 'invitation_accepted';
        person: DirectoryPerson;
        fields: ChangedUserFields;
      }
    | { kind: 'user_removed'; person: DirectoryPerson }
    /** The provider's administrator took our app away: stored credentials are worth nothing. */
    | { kind: 'app_deauthorized'; externalSubject: string | null }
  );
