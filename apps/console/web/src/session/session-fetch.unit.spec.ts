import { SessionStore, type Session } from './session.js';
import { sessionFetch } from './session-fetch.js';

const sessionWith = (csrf_token: string): Session => ({
  kind: 'account_token',
  account: { id: 'acct_d025a96ac0c6', name: 'Clinic' },
  actor: 'token:tok_1',
  csrf_token,
  expires_at: '2030-01-01T00:00:00Z',
});
const put = (signal?: AbortSignal) =>
  new Request('http://console.test/api', {
    method: 'PUT',
    body: '{"email":"ada@example.com"}',
    ...(signal ? { signal } : {}),
  });

/** No other tab has signed in. */
const nobodyElse = async () => false;

/** A server that knows one CSRF token. */
function serverKnowing(valid: () => string) {
  const bodies: string[] = [];
  const send = async (request: Request) => {
    if (request.headers.get('x-csrf-token') !== valid()) return new Response(null, { status: 401 });
    bodies.push(await request.text());
    return new Response(null, { status: 204 });
  };
  return { send, bodies };
}

describe('a request whose session is over', () => {
  it('waits for the user to sign in again, and is sent once more with its content', async () => {
    const store = new SessionStore();
    store.signedIn(sessionWith('old'));
    const server = serverKnowing(() => 'new');
    const states: string[] = [];
    store.subscribe(() => {
      states.push(store.current().at);
      if (store.current().at === 'over') setTimeout(() => store.signedIn(sessionWith('new')));
    });

    const response = await sessionFetch(store, nobodyElse, server.send)(put());

    expect(response.status).toBe(204);
    expect(states).toEqual(['over', 'in']);
    expect(server.bodies).toEqual(['{"email":"ada@example.com"}']);
  });

  it('does not wait if the user has signed in while it was in flight', async () => {
    const store = new SessionStore();
    store.signedIn(sessionWith('old'));
    const server = serverKnowing(() => 'new');
    let first = true;
    const send = async (request: Request) => {
      const response = await server.send(request);
      if (first) store.signedIn(sessionWith('new'));
      first = false;
      return response;
    };
    expect((await sessionFetch(store, nobodyElse, send)(put())).status).toBe(204);
  });

  it('ends when its page is left', async () => {
    const store = new SessionStore();
    store.signedIn(sessionWith('old'));
    const left = new AbortController();
    store.subscribe(() => left.abort(new Error('left')));
    const send = async () => new Response(null, { status: 401 });
    await expect(sessionFetch(store, nobodyElse, send)(put(left.signal))).rejects.toThrow('left');
  });
});

describe('a tab beside which another one has signed in', () => {
  const elsewhere = (csrf_token: string, account: Session['account']) => ({ ...sessionWith(csrf_token), account });

  it.each([401, 403])('to the same account goes on with the new session after a %d', async (status) => {
    const store = new SessionStore();
    store.signedIn(sessionWith('old'));
    const server = serverKnowing(() => 'new');
    const send = async (request: Request) => {
      const response = await server.send(request);
      return response.status === 401 ? new Response(null, { status }) : response;
    };
    const states: string[] = [];
    store.subscribe(() => states.push(store.current().at));
    const look = async () => store.signedIn(sessionWith('new'));

    expect((await sessionFetch(store, look, send)(put())).status).toBe(204);
    expect(states).toEqual(['in']);
    expect(server.bodies).toEqual(['{"email":"ada@example.com"}']);
  });

  it('to another account sends nothing that belongs to its own, neither what waits nor what comes then', async () => {
    const store = new SessionStore();
    store.signedIn(sessionWith('old'));
    const server = serverKnowing(() => 'other');
    const look = async () => store.signedIn(elsewhere('other', { id: 'acct_e136b07bd1d7', name: 'Other' }));
    const call = sessionFetch(store, look, server.send);
    const [first, second] = [call(put()), call(new Request('http://console.test/api'))];
    const waiting = Symbol('waiting');
    const nothingYet = new Promise((resolve) => setTimeout(() => resolve(waiting)));
    expect(await Promise.race([first, second, nothingYet])).toBe(waiting);

    expect(store.current()).toMatchObject({ at: 'over', since: { account: { name: 'Other' } } });
    expect(store.csrfToken).toBeUndefined();
    expect(store.newestToken).toBe('other');
    expect(server.bodies).toEqual([]);
    store.signedIn(sessionWith('other'));
    expect([(await first).status, (await second).status]).toEqual([204, 204]);
  });

  it('gets its answer where it may not do something', async () => {
    const store = new SessionStore();
    store.signedIn(sessionWith('old'));
    const send = async () => new Response(null, { status: 403 });
    expect((await sessionFetch(store, nobodyElse, send)(put())).status).toBe(403);
    expect(store.current().at).toBe('in');
  });
});

it('a user who signs in again on top of a page, and has to choose an account, keeps the page', () => {
  const store = new SessionStore();
  store.signedIn(sessionWith('old'));
  void store.renewed();
  store.signedIn({ ...sessionWith('platform'), account: null });
  expect(store.current()).toMatchObject({ at: 'over', session: { csrf_token: 'old' } });
  expect(store.newestToken).toBe('platform');
  store.signedIn(sessionWith('chosen'));
  expect(store.current()).toMatchObject({ at: 'in', session: { csrf_token: 'chosen' } });
});

it('an account has to be chosen before anything goes on', () => {
  const store = new SessionStore();
  store.signedIn({ ...sessionWith('platform'), account: null });
  expect(store.current().at).toBe('in');
  const renewed = jest.fn();
  void store.renewed().then(renewed);
  store.signedIn({ ...sessionWith('platform'), account: null });
  expect(renewed).not.toHaveBeenCalled();
});
