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

export type UserChange = Exclude<DirectoryChange, { kind: 'app_deauthorized' }>;

function sameText(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
}

/**
 * Whom a change is about: by id, in any case; somebody without an id is known by the email, and so is one who is
 * still pending, whose id not every channel tells. Null: somebody new.
 */
export function identify(person: DirectoryPerson, known: readonly ExternalUser[]): ExternalUser | null {
  const byId = known.find((user) => sameText(user.externalId, person.externalId));
  if (byId !== undefined) return byId;
  const sameEmail = known
    .filter((user) => sameText(user.email, person.email))
    .toSorted((one, other) => Number(one.removed) - Number(other.removed));
  const withoutId = sameEmail.filter((user) => user.externalId === null);
  const pending = sameEmail.filter((user) => user.externalId !== null && user.status === 'pending' && !user.removed);
  const [present, ...rest] = withoutId;
  if (person.externalId !== null) return present ?? null;
  if (present?.removed === false) return present;
  return pending[0] ?? present ?? rest[0] ?? null;
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
 * in any order: each field keeps what happened last, and nothing that happened before the last listing counts.
 *
 * @param listedAt when the listing began that the users were last brought in line with; null: never
 * @param newId of the user if it is somebody new
 */
export function applyChange(
  known: ExternalUser | null,
  change: UserChange,
  listedAt: Date | null,
  newId: string,
): ExternalUser | null {
  const at = change.occurredAt.getTime();
  if (listedAt !== null && at < listedAt.getTime()) return null;
  const user = known ?? stranger(newId, change.person);
  const isNews = (field: ToldField) => at >= (user.fieldEvents[field]?.at ?? 0);
  const told = Object.entries('fields' in change ? change.fields : {}).filter(([field]) => isNews(field as ToldField));
  const presence = presenceAfter(change);
  const appears = presence !== null && isNews('presence');
  const fields = [...told.map(([field]) => field), ...(appears ? ['presence'] : [])];
  if (fields.length === 0 && known !== null && (user.externalId !== null || change.person.externalId === null)) {
    return null;
  }
  return {
    ...user,
    ...(Object.fromEntries(told) as ChangedUserFields),
    externalId: user.externalId ?? change.person.externalId,
    removed: appears ? presence === 'removed' : user.removed,
    fieldEvents: { ...user.fieldEvents, ...Object.fromEntries(fields.map((field) => [field, { at }])) },
  };
}
