import type { ChangedUserFields, DirectoryChange, DirectoryPerson } from './directory-change.js';

/** What a single webhook can write, each on its own. `presence`: whether the directory has the user. */
export type ToldField = keyof ChangedUserFields | 'presence';

/** Which webhook wrote a field last: when that happened, in milliseconds since 1970. */
export interface FieldEvent {
  at: number;
}

export interface ExternalUser {
  id: string;
  externalId: string | null;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  displayName: string | null;
  status: string;
  licensed: boolean | null;
  removed: boolean;
  fieldEvents: Partial<Record<ToldField, FieldEvent>>;
}

/** A user whom a change may be about. The database says which ids and emails are the same, in whatever case. */
export interface KnownUser extends ExternalUser {
  /** Whether they have the id that the change names. */
  sameId: boolean;
  /** Whether they have the email that the change names. */
  sameEmail: boolean;
}

export type UserChange = Exclude<DirectoryChange, { kind: 'app_deauthorized' }>;

/** An event from before the beginning of the last complete listing tells nothing that the listing didn't. */
export function isOvertaken({ occurredAt }: UserChange, listedAt: Date | null): boolean {
  return listedAt !== null && occurredAt < listedAt;
}

/**
 * Whether a person whom a change names by id and email is known twice: once by the id alone, and once by the email
 * alone.
 */
export function isKnownTwice(known: readonly KnownUser[]): boolean {
  const byId = known.find((user) => user.sameId);
  return byId?.email === null && known.some((user) => user.externalId === null && user.sameEmail);
}

/** Whether an event without an id can be about a user who has one: a later invitation is somebody else's. */
function canMean({ kind, occurredAt }: UserChange, user: ExternalUser): boolean {
  const toldLater = (user.fieldEvents.presence?.at ?? 0) >= occurredAt.getTime();
  return toldLater || (!user.removed && (user.status === 'pending' || kind !== 'user_created'));
}

/**
 * Whom a change is about: by id, in any case; an id that is new belongs to somebody without one, by the email. A change
 * that tells no id is about who has the email: somebody without an id, else one who is pending, else the only one whom
 * it can mean. Null: somebody new.
 */
export function identify(change: UserChange, known: readonly KnownUser[]): ExternalUser | null {
  const { person } = change;
  const byId = known.find((user) => user.sameId);
  if (byId !== undefined) return byId;
  const sameEmail = known
    .filter((user) => user.sameEmail)
    .toSorted((one, other) => Number(one.removed) - Number(other.removed));
  const withoutId = sameEmail.find((user) => user.externalId === null) ?? null;
  if (person.externalId !== null || withoutId?.removed === false) return withoutId;
  const meant = sameEmail.filter((user) => user.externalId !== null && canMean(change, user));
  const pending = meant.find((user) => user.status === 'pending' && !user.removed);
  const [only, ...others] = meant;
  return pending ?? (others.length === 0 ? only : null) ?? withoutId;
}

/** An update alone doesn't say that the user is there: it may have been overtaken by the removal. */
function presenceAfter(change: UserChange): 'present' | 'removed' | null {
  if (change.kind === 'user_removed') return 'removed';
  return change.kind === 'user_updated' ? null : 'present';
}

/** Somebody of whom nothing is known: not there, until a change says so. */
function stranger(id: string, { externalId, email }: DirectoryPerson): ExternalUser {
  const nameless = { firstName: null, lastName: null, displayName: null };
  return { id, externalId, email, ...nameless, status: 'active', licensed: null, removed: true, fieldEvents: {} };
}

/**
 * The user after a change that the directory has told; null when it says nothing new. Changes may come late, twice and
 * in any order: each field keeps what happened last, and a removal counts before all else of the same moment.
 *
 * @param newId of the user if it is somebody new
 */
export function applyChange(known: ExternalUser | null, change: UserChange, newId: string): ExternalUser | null {
  const at = change.occurredAt.getTime();
  const user = known ?? stranger(newId, change.person);
  const lastTold = (field: ToldField) => user.fieldEvents[field]?.at ?? 0;
  const told = Object.entries('fields' in change ? change.fields : {}).filter(
    ([field]) => at >= lastTold(field as ToldField),
  );
  const presence = presenceAfter(change);
  const moves = presence === 'removed' ? at >= lastTold('presence') : presence !== null && at > lastTold('presence');
  const fields = [...told.map(([field]) => field), ...(moves ? ['presence'] : [])];
  if (fields.length === 0 && known !== null && (user.externalId !== null || change.person.externalId === null)) {
    return null;
  }
  return {
    ...user,
    ...(Object.fromEntries(told) as ChangedUserFields),
    externalId: user.externalId ?? change.person.externalId,
    removed: moves ? presence === 'removed' : user.removed,
    fieldEvents: { ...user.fieldEvents, ...Object.fromEntries(fields.map((field) => [field, { at }])) },
  };
}
