import { refuse } from '../validation/refuse.js';

const PERSONAL = ['email', 'first_name', 'last_name'] as const;

/**
 * The JSON text without the email and names of one external user, wherever the user appears in it: in an event, a
 * resource, a list. Ids and everything else stay. The same text if nothing of the person is in it, or it is no JSON.
 */
export function withoutUser(json: string, externalUserId: string): string {
  if (typeof json !== 'string') refuse('withoutUser', 'json', 'a JSON text');
  if (!externalUserId) refuse('withoutUser', 'externalUserId', 'the id of an external user');
  if (!json.includes(externalUserId)) return json;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return json;
  }
  return forget(value, externalUserId) ? JSON.stringify(value) : json;
}

/** Whether something was removed. */
function forget(value: unknown, id: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let removed = false;
  if ('object' in value && value.object === 'external_user' && 'id' in value && value.id === id) {
    const user = value as Record<string, unknown>;
    for (const field of PERSONAL) {
      if (user[field] === null || user[field] === undefined) continue;
      user[field] = null;
      removed = true;
    }
  }
  for (const part of Object.values(value)) removed = forget(part, id) || removed;
  return removed;
}
