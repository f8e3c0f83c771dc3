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

    const response = await sessionFetch(store, server.send)(put());

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
    expect((await sessionFetch(store, send)(put())).status).toBe(204);
  });

  it('ends when its page is left', async () => {
    const store = new SessionStore();
    store.signedIn(sessionWith('old'));
    const left = new AbortController();
    store.subscribe(() => left.abort(new Error('left')));
    const send = async () => new Response(null, { status: 401 });
    await expect(sessionFetch(store, send)(put(left.signal))).rejects.toThrow('left');
  });
});

it('an account has to be chosen before anything goes on', () => {
  const store = new SessionStore();
  store.signedIn(sessionWith('old'));
  const renewed = jest.fn();
  void store.renewed().then(renewed);
  store.signedIn({ ...sessionWith('platform'), account: null });
  expect(store.current().at).toBe('in');
  expect(renewed).not.toHaveBeenCalled();
});
