import { newAccountToken } from '@conferencing/callers';
import { WRONG_TOKENS_PER_MINUTE } from '@conferencing/http-edge';
import { call, newKey, signed, startReplicas } from './auth.fixture.js';

const LIMIT = 20;

describe('the rate of calls', () => {
  let replicas: Awaited<ReturnType<typeof startReplicas>>;

  beforeAll(async () => {
    replicas = await startReplicas(2, { RATE_LIMIT_PER_MINUTE: String(LIMIT) });
  });

  afterAll(() => replicas.stop());

  const create = async (path: string, body: unknown) => {
    const url = `${replicas.urls[0]}/v1/accounts${path}`;
    const answer = await call(url, { token: replicas.platformToken, method: 'POST', body });
    expect(answer.status).toBe(201);
    return answer.body.data;
  };

  const newAccount = async (): Promise<string> => (await create('', { name: 'Clinic' })).id;

  const newTokens = (account: string, count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, async () => (await create(`/${account}/tokens`, { name: 'x' })).token));

  const ask = (token: string, replica = 0) => call(`${replicas.urls[replica]}/v1/whoami`, { token });

  /** Sends with each token in turn, to both replicas. */
  const askOften = (tokens: readonly string[], times: number) =>
    Promise.all(Array.from({ length: times }, (_, n) => ask(tokens[n % tokens.length]!, n % 2)));

  const passed = (answers: readonly { status: number }[]) => answers.filter(({ status }) => status === 200).length;

  it('is limited for a token over all replicas together, and says when to come back', async () => {
    const [token, other] = (await newTokens(await newAccount(), 2)) as [string, string];
    const answers = await askOften([token], 3 * LIMIT);
    const refused = answers.filter(({ status }) => status === 429);
    expect([passed(answers), refused.length]).toEqual([LIMIT, 2 * LIMIT]);
    expect(refused[0]?.body.errors[0].code).toBe('rate_limited');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(other)).status).toBe(200);
  });

  it('is limited for all tokens and keys of an account together, to five times as much', async () => {
    const account = await newAccount();
    const [first, ...others] = (await newTokens(account, 6)) as [string, ...string[]];
    // A token that is far above its own limit takes nothing from the other tokens.
    expect(passed(await askOften([first], 5 * LIMIT))).toBe(LIMIT);
    expect(passed(await askOften(others, 6 * LIMIT))).toBe(4 * LIMIT);
    const [stranger] = (await newTokens(await newAccount(), 1)) as [string];
    expect((await ask(stranger)).status).toBe(200);
  });

  it('is limited for all users of one signing key together', async () => {
    const account = await newAccount();
    const key = newKey();
    const { kid } = await create(`/${account}/signing_keys`, { public_jwk: key.publicJwk });
    const users = Array.from({ length: 3 * LIMIT }, (_, user) => signed(key, kid, { sub: `user_${user}` }));
    expect(passed(await askOften(await Promise.all(users), 3 * LIMIT))).toBe(LIMIT);
  });

  it('is limited for wrong tokens from one address, but not for a caller with a valid token there', async () => {
    const [known, unknown] = (await newTokens(await newAccount(), 2)) as [string, string];
    expect((await ask(known)).status).toBe(200);
    const guesses = await Promise.all(Array.from({ length: WRONG_TOKENS_PER_MINUTE }, () => ask(newAccountToken())));
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401]));
    const refused = await ask(newAccountToken());
    expect([refused.status, refused.body.errors[0].code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect([(await ask(unknown)).status, (await ask(known)).status]).toEqual([429, 200]);
  });
});
