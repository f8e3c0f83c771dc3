import type { ChangedUserFields, DirectoryChange, DirectoryPerson } from '../../domain/directory-change.js';
import { identifier, number, shown } from './zoom-values.js';
import { isStatus } from './zoom-user.js';

type Json = Record<string, unknown>;

const LICENSED = 2;

/**
 * The change in a Zoom webhook; `ignored` for events that change nothing here, `malformed` for relevant events that
 * name no user or account. A field of a wrong type counts as absent.
 */
export function directoryChange(body: unknown, receivedAt: Date): DirectoryChange | 'ignored' | 'malformed' {
  if (!isJson(body) || typeof body.event !== 'string') return 'malformed';
  const payload = isJson(body.payload) ? body.payload : {};
  const reported = {
    externalAccountId: word(payload.account_id) ?? '',
    occurredAt: occurredAt(body.event_ts, receivedAt),
  };
  if (!HANDLED.has(body.event)) return 'ignored';
  if (reported.externalAccountId === '') return 'malformed';
  if (body.event === 'app_deauthorized') {
    return { kind: 'app_deauthorized', ...reported, externalSubject: word(payload.user_id) };
  }
  const object = isJson(payload.object) ? payload.object : {};
  const person = personOf(object, isJson(payload.old_object) ? payload.old_object : {});
  if (person.externalId === null && person.email === null) return 'malformed';
  const fields = fieldsOf(object);
  switch (body.event) {
    case 'user.created':
      return {
        kind: 'user_created',
        ...reported,
        person,
        fields: { status: initialStatus(payload, person), ...fields },
      };
    case 'user.updated':
      return { kind: 'user_updated', ...reported, person, fields };
    case 'user.activated':
      return { kind: 'user_activated', ...reported, person, fields: { ...fields, status: 'active' } };
    case 'user.invitation_accepted':
      return { kind: 'invitation_accepted', ...reported, person, fields: { ...fields, status: 'active' } };
    case 'user.deactivated':
      return { kind: 'user_deactivated', ...reported, person, fields: { ...fields, status: 'inactive' } };
    default:
      return { kind: 'user_removed', ...reported, person };
  }
}

const HANDLED: ReadonlySet<string> = new Set([
  'app_deauthorized',
  'user.created',
  'user.updated',
  'user.activated',
  'user.invitation_accepted',
  'user.deactivated',
  'user.deleted',
  'user.disassociated',
]);

/** The email may be what has changed: then the old email identifies the user. */
function personOf(object: Json, old: Json): DirectoryPerson {
  return {
    externalId: word(object.id) ?? word(old.id),
    email: word(old.email) ?? word(object.email),
  };
}

function fieldsOf(object: Json): ChangedUserFields {
  const email = word(object.email);
  const names = { firstName: object.first_name, lastName: object.last_name, displayName: object.display_name };
  const reported = Object.entries(names).flatMap(([field, value]) =>
    typeof value === 'string' ? [[field, shown(value)]] : [],
  );
  return {
    ...(email === null ? {} : { email }),
    ...(Object.fromEntries(reported) as Pick<ChangedUserFields, 'firstName' | 'lastName' | 'displayName'>),
    ...(isStatus(object.status) ? { status: object.status } : {}),
    ...(typeof object.type === 'number' ? { licensed: object.type === LICENSED } : {}),
  };
}

/**
 * `creation_type` `create` is an invitation by email; all others make active users. A user without an id is not active.
 */
function initialStatus(payload: Json, person: DirectoryPerson): 'active' | 'pending' {
  return person.externalId === null || payload.creation_type === 'create' ? 'pending' : 'active';
}

/** Zoom documents milliseconds. A value below this one is in seconds: as milliseconds it would be before March 1973. */
const SECONDS_BELOW = 1e11;
/** A value from this one on is in microseconds: as milliseconds it would be after the year 5138. */
const MICROSECONDS_FROM = 1e14;

/**
 * When the event happened. The magnitude shows the unit: seconds, milliseconds or microseconds since 1970. A time in
 * the future would win against every later event, so it is cut to the time of receipt.
 */
function occurredAt(eventTs: unknown, receivedAt: Date): Date {
  const ts = number(eventTs);
  const ms = ts < SECONDS_BELOW ? ts * 1_000 : ts < MICROSECONDS_FROM ? ts : ts / 1_000;
  return ms >= 1 && ms < receivedAt.getTime() ? new Date(ms) : receivedAt;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function word(value: unknown): string | null {
  return identifier(value) ?? null;
}
