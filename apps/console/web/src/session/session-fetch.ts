import type { SessionStore } from './session.js';

type Fetch = (request: Request) => Promise<Response>;

const READS = new Set(['GET', 'HEAD']);

/**
 * Sends a request with what protects the session from other sites. When the session is over the request waits until
 * the user has signed in again, and is then sent once more, so that an unfinished edit is not lost.
 */
export function sessionFetch(store: SessionStore, send: Fetch = (request) => fetch(request)): Fetch {
  return async function attempt(request: Request): Promise<Response> {
    const token = store.csrfToken;
    const response = await send(protect(request.clone(), token));
    if (response.status !== 401) return response;
    // The user may have signed in again while this request was in flight.
    if (store.csrfToken === token) await unlessAborted(store.renewed(), request.signal);
    return attempt(request);
  };
}

function protect(request: Request, token: string | undefined): Request {
  if (token !== undefined && !READS.has(request.method)) request.headers.set('x-csrf-token', token);
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
