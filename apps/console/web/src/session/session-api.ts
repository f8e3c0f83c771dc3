import { asFault, faultOf } from '../api/fault.js';
import { session, type Session } from './session.js';
import { isReplaced, sessionFetch } from './session-fetch.js';

export interface SignInOptions {
  oidc: boolean;
  oidc_name: string | null;
}

/** @throws Fault */
async function ask<T>(method: string, path: string, body?: unknown): Promise<T | null> {
  const csrf = session.newestToken;
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }),
  };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(path, init).catch((error: unknown) => {
    throw asFault(error);
  });
  const said = (await response.json().catch(() => null)) as { data: T } | null;
  if (!response.ok) throw faultOf(response, said);
  return said?.data ?? null;
}

/** Finds out whether a user is signed in, perhaps from another tab. */
export async function readSession(): Promise<boolean> {
  try {
    const found = await ask<Session>('GET', '/session');
    if (found !== null) session.signedIn(found);
    return found !== null;
  } catch (error) {
    if (asFault(error).status !== 401) throw error;
    if (session.current().at === 'loading') session.signedOut();
    return false;
  }
}

/** For everything that belongs to the account. */
export const fetchWithSession = sessionFetch(session, readSession);

/** Resolves when there is another session for the account of the page than the one that was refused. */
export async function sessionRenewed(): Promise<void> {
  const replaced = await isReplaced(session, session.csrfToken, readSession);
  if (!replaced || session.csrfToken === undefined) await session.renewed();
}

/** @throws Fault, 401 for a token that isn't known */
export async function signIn(token: string): Promise<Session> {
  const found = await ask<Session>('POST', '/session', { token });
  if (found === null) throw faultOf(new Response(null, { status: 502 }), null);
  session.signedIn(found);
  return found;
}

/** Chooses the account that a platform token acts for. @throws Fault */
export async function chooseAccount(accountId: string): Promise<void> {
  const found = await ask<Session>('PUT', '/session/account', { account_id: accountId });
  if (found !== null) session.signedIn(found);
}

/** Leaves nothing of the account in this tab's memory: the page is loaded anew. */
export async function signOut(): Promise<void> {
  await ask('DELETE', '/session').catch(() => null);
  sessionStorage.clear();
  window.location.assign('/sign-in');
}

export async function signInOptions(): Promise<SignInOptions> {
  return (await ask<SignInOptions>('GET', '/session/options')) ?? { oidc: false, oidc_name: null };
}
