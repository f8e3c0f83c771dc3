import { DirectoryFailure } from '../../domain/external-directory.port.js';
import type { DirectoryIdentity, DirectoryUser } from '../../domain/external-directory.port.js';
import { unusable } from './transient-failure.js';
import { directoryUser } from './zoom-user.js';

type Person = Pick<DirectoryIdentity, 'email' | 'displayName'>;

const NOBODY: Person = { email: null, displayName: null };

/** The account's owner if the page contains them, else its first user with an email; null: there is none. */
export function ownerOnPage(body: Record<string, unknown>): DirectoryUser | null {
  const { users } = body;
  if (!Array.isArray(users)) throw unusable('The user list from Zoom contains no users.');
  const owner = (users as unknown[]).find((user) => (user as { role_id?: unknown } | null)?.role_id === '0');
  const candidates = [owner, ...(users as unknown[])].filter((item) => item !== undefined);
  return (
    candidates.map((item) => directoryUser(item, 'active')).find((user) => user !== null && user.email !== null) ?? null
  );
}

function personOf({ email, displayName, firstName, lastName }: DirectoryUser): Person | null {
  const name = displayName ?? ([firstName, lastName].filter((part) => part !== null).join(' ') || null);
  return email === null ? null : { email, displayName: name };
}

/** The identity that a server-to-server connection shows. */
export function identityOfAccount(
  zoomAccountId: string,
  owner: DirectoryUser | null,
  status: DirectoryIdentity['status'],
): DirectoryIdentity {
  return {
    externalAccountId: zoomAccountId,
    externalSubject: zoomAccountId,
    ...((owner && personOf(owner)) ?? NOBODY),
    status,
  };
}

/** What Zoom says about a consent; unknown values are null. */
export interface Consent {
  me: { accountId: string | null; user: DirectoryUser | null } | null;
  accessToken: string;
  owner: DirectoryUser | null;
  status: DirectoryIdentity['status'];
}

/** Reads `/v2/users/me`. */
export function consentingUser(body: Record<string, unknown>): Exclude<Consent['me'], null> {
  return { accountId: word(body.account_id), user: directoryUser(body, 'active') };
}

/** Who gave consent: from `/v2/users/me`, else from the claims of the access token, else the account's owner. */
export function identityOfConsent({ me, accessToken, owner, status }: Consent): DirectoryIdentity {
  const claims = claimsOf(accessToken);
  const externalAccountId = me?.accountId ?? word(claims.aid);
  const externalSubject = me?.user?.externalId ?? word(claims.uid) ?? owner?.externalId ?? externalAccountId;
  if (externalSubject === null) throw new DirectoryFailure('rejected', 'Zoom did not name the account of the consent.');
  const person = [me?.user, owner].map((user) => user && personOf(user)).find((found) => !!found);
  return { externalAccountId, externalSubject, ...(person ?? NOBODY), status };
}

/** Zoom's access tokens are JWTs. They come directly from Zoom over TLS, so the signature is not needed. */
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
