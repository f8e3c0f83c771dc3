import type { ZoomUser } from '../zoom/zoom-user.js';

export interface UserEvent {
  event: string;
  object: Record<string, unknown>;
}

/** The webhooks that Zoom would send about a change of an account's users. */
export function userEvents(before: readonly ZoomUser[], after: readonly ZoomUser[]): UserEvent[] {
  const old = new Map(before.map((user) => [user.email.toLowerCase(), user]));
  const events: UserEvent[] = [];
  for (const user of after) {
    const was = old.get(user.email.toLowerCase());
    old.delete(user.email.toLowerCase());
    events.push(...(was === undefined ? [{ event: 'user.created', object: { ...user } }] : changes(was, user)));
  }
  return [...events, ...[...old.values()].map((user) => ({ event: 'user.deleted', object: { ...user } }))];
}

function changes(was: ZoomUser, user: ZoomUser): UserEvent[] {
  const events: UserEvent[] = [];
  if (was.status !== user.status) {
    const name =
      was.status === 'pending' ? 'invitation_accepted' : user.status === 'active' ? 'activated' : 'deactivated';
    events.push({ event: `user.${name}`, object: { id: user.id, email: user.email, type: user.type } });
  }
  const changed = (['email', 'first_name', 'last_name', 'display_name', 'type'] as const).filter(
    (field) => was[field] !== user[field],
  );
  if (changed.length > 0) {
    const fields = Object.fromEntries(changed.map((field) => [field, user[field]]));
    events.push({ event: 'user.updated', object: { id: user.id, ...fields } });
  }
  return events;
}
