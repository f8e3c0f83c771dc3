import type { SessionStore } from './session.js';

type Fetch = (request: Request) => Promise<Response>;

const REFUSED = new Set([401, 403]);

/**
 * Sends a request with what protects the session from other sites, and from other tabs, which may be signed in to another
 * account by now. When the session is over the request waits until the user has signed in again, and is then sent once
 * more, so that an unfinished edit is not lost.
 * @param look asks the server who is signed in now
 */
export function sessionFetch(
  store: SessionStore,
  look: () => Promise<unknown>,
  send: Fetch = (request) => fetch(request),
): Fetch {
  return async function attempt(request: Request): Promise<Response> {
    if (store.current().at === 'over') await unlessAborted(store.renewed(), request.signal);
    const token = store.csrfToken;
    const response = await send(protect(request.clone(), token));
    if (!REFUSED.has(response.status)) return response;
    const another = await isReplaced(store, token, look);
    if (!another && response.status === 403) return response;
    if (!another) await unlessAborted(store.renewed(), request.signal);
    return attempt(request);
  };
}

/** Whether the user has signed in again since the session with this token, here or in another tab. */
export async function isReplaced(
  store: SessionStore,
  token: string | undefined,
  look: () => Promise<unknown>,
): Promise<boolean> {
  if (store.csrfToken === token) await look().catch(() => undefined);
  return store.csrfToken !== token;
}

function protect(request: Request, token: string | undefined): Request {
  if (token !== undefined) request.headers.set('x-csrf-token', token);
  return request;
}

function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}
