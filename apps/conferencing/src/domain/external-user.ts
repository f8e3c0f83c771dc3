import type { ChangedUserFields, DirectoryChange, DirectoryPerson } from './directory-change.js';

/** The fields that a single webhook can write independently. `presence`: whether the directory has the user. */
type WebhookField = keyof ChangedUserFields | 'presence';

/** The webhook that last wrote a field: its time in milliseconds since 1970. */
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
  fieldEvents: Partial<Record<WebhookField, FieldEvent>>;
}

/** A known user who may be the person in a change. The database compares ids and emails, because it folds case. */
export interface KnownUser extends ExternalUser {
  /** Whether the user has the id in the change. */
  sameId: boolean;
  /** Whether the user has the email in the change. */
  sameEmail: boolean;
}

export type UserChange = Exclude<DirectoryChange, { kind: 'app_deauthorized' }>;

/** An event from before the start of the last complete listing adds nothing to that listing. */
export function isOvertaken({ occurredAt }: UserChange, listedAt: Date | null): boolean {
  return listedAt !== null && occurredAt < listedAt;
}

/** Whether the person in a change is stored as two users: one with the id only and one with the email only. */
export function isKnownTwice(known: readonly KnownUser[]): boolean {
  const byId = known.find((user) => user.sameId);
  return byId?.email === null && known.some((user) => user.externalId === null && user.sameEmail);
}

/** Whether an event without an id can mean a user who has one: a later invitation means another person. */
function canMean({ kind, occurredAt }: UserChange, user: ExternalUser): boolean {
  const seenLater = (user.fieldEvents.presence?.at ?? 0) >= occurredAt.getTime();
  return seenLater || (!user.removed && (user.status === 'pending' || kind !== 'user_created'));
}

/**
 * Finds the user in a change: by id; a new id belongs to a user without an id, found by email. A change without an id
 * means the user with the email: one without an id, else one who is pending, else the only one that can be meant. Null:
 * a new user.
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

/** An update alone does not prove that the user exists: the removal may have arrived first. */
function presenceAfter(change: UserChange): 'present' | 'removed' | null {
  if (change.kind === 'user_removed') return 'removed';
  return change.kind === 'user_updated' ? null : 'present';
}

/** A new user: absent until a change says that they exist. */
function stranger(id: string, { externalId, email }: DirectoryPerson): ExternalUser {
  const nameless = { firstName: null, lastName: null, displayName: null };
  return { id, externalId, email, ...nameless, status: 'active', licensed: null, removed: true, fieldEvents: {} };
}

/**
 * Applies a change from a webhook; null if it changes nothing. Changes may arrive late, twice and in any order: each
 * field keeps its newest value, and a removal wins against other changes of the same millisecond.
 *
 * @param newId the id for a new user
 */
export function applyChange(known: ExternalUser | null, change: UserChange, newId: string): ExternalUser | null {
  const at = change.occurredAt.getTime();
  const user = known ?? stranger(newId, change.person);
  const changedAt = (field: WebhookField) => user.fieldEvents[field]?.at ?? 0;
  const reported = Object.entries('fields' in change ? change.fields : {}).filter(
    ([field]) => at >= changedAt(field as WebhookField),
  );
  const presence = presenceAfter(change);
  const moves = presence === 'removed' ? at >= changedAt('presence') : presence !== null && at > changedAt('presence');
  const fields = [...reported.map(([field]) => field), ...(moves ? ['presence'] : [])];
  if (fields.length === 0 && known !== null && (user.externalId !== null || change.person.externalId === null)) {
    return null;
  }
  return {
    ...user,
    ...(Object.fromEntries(reported) as ChangedUserFields),
    externalId: user.externalId ?? change.person.externalId,
    removed: moves ? presence === 'removed' : user.removed,
    fieldEvents: { ...user.fieldEvents, ...Object.fromEntries(fields.map((field) => [field, { at }])) },
  };
}
