import { DirectoryFailure } from '../../domain/external-directory.port.js';
import type { DirectoryIdentity } from '../../domain/external-directory.port.js';
import { unusable } from './transient-failure.js';
import { directoryUser } from './zoom-user.js';

type Person = Pick<DirectoryIdentity, 'email' | 'displayName'>;

/** The `.invalid` domain never delivers: the address says only which Zoom account it stands for. */
function nobody(zoomAccountId: string): Person {
  return { email: `${zoomAccountId}@zoom.invalid`, displayName: null };
}

/** Whom a server-to-server connection shows: the owner, if the page has the owner, else its first user. */
export function personOfAccount(zoomAccountId: string, body: Record<string, unknown>): Person {
  const { users } = body;
  if (!Array.isArray(users)) throw unusable('Zoom’s list of users holds no users.');
  const owner = (users as unknown[]).find((user) => (user as { role_id?: unknown } | null)?.role_id === '0');
  for (const item of [owner, ...(users as unknown[])]) {
    if (item === undefined) continue;
    const { email, displayName, firstName, lastName } = directoryUser(item, 'active');
    const name = displayName ?? ([firstName, lastName].filter((part) => part !== null).join(' ') || null);
    if (email !== null) return { email, displayName: name };
  }
  return nobody(zoomAccountId);
}

export function identityOfAccount(
  zoomAccountId: string,
  person: Person | null,
  status: DirectoryIdentity['status'],
): DirectoryIdentity {
  return {
    externalAccountId: zoomAccountId,
    externalSubject: zoomAccountId,
    ...(person ?? nobody(zoomAccountId)),
    status,
  };
}

/** Who gave consent: what `/v2/users/me` says (null when it didn't answer), else what the access token itself claims. */
export function identityOfConsent(
  me: Record<string, unknown> | null,
  accessToken: string,
  status: DirectoryIdentity['status'],
): DirectoryIdentity {
  const claims = claimsOf(accessToken);
  const externalAccountId = word(me?.account_id) ?? word(claims.aid);
  const externalSubject = word(me?.id) ?? word(claims.uid) ?? externalAccountId;
  if (externalSubject === null) throw new DirectoryFailure('rejected', 'Zoom doesn’t tell whose account this is.');
  const person = me === null || word(me.email) === null ? nobody(externalAccountId ?? externalSubject) : personOf(me);
  return { externalAccountId, externalSubject, ...person, status };
}

function personOf(me: Record<string, unknown>): Person {
  return personOfAccount('', { users: [me] });
}

/** Zoom's access tokens are JWTs. They come from Zoom itself over TLS, so the signature isn't needed. */
function claimsOf(accessToken: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function word(value: unknown): string | null {
  return typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value) ? value : null;
}
