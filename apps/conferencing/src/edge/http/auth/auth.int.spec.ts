import { once } from 'node:events';
import { connect } from 'node:net';
import { SignJWT } from 'jose';
import { call, newKey, seconds, signed, startReplicas } from './auth.fixture.js';

type Replicas = Awaited<ReturnType<typeof startReplicas>>;

describe('who is calling', () => {
  let replicas: Replicas;
  let first: string;
  let second: string;
  let platform: { token: string };

  beforeAll(async () => {
    replicas = await startReplicas(2);
    [first, second] = replicas.urls as [string, string];
    platform = { token: replicas.platformToken };
  });

  afterAll(() => replicas.stop());

  const createAccount = async (): Promise<string> =>
    (await call(`${first}/v1/accounts`, { ...platform, method: 'POST', body: { name: 'Clinic' } })).body.data.id;

  const issueToken = async (account: string): Promise<{ id: string; token: string }> =>
    (await call(`${first}/v1/accounts/${account}/tokens`, { ...platform, method: 'POST', body: { name: 'x' } })).body
      .data;

  const whoAmI = (options: Parameters<typeof call>[1], url = first) => call(`${url}/v1/whoami`, options);

  describe('with an account token', () => {
    it('is that account, on every replica', async () => {
      const account = await createAccount();
      const { id, token } = await issueToken(account);
      for (const url of [first, second]) {
        expect((await whoAmI({ token }, url)).body).toMatchObject({ accountId: account, actor: `token:${id}` });
      }
    });

    it('stays that account, whatever X-Account-Id says', async () => {
      const [account, other] = [await createAccount(), await createAccount()];
      const { token } = await issueToken(account);
      expect((await whoAmI({ token, headers: { 'x-account-id': other } })).body.accountId).toBe(account);
    });

    it('is refused as soon as the token is revoked, on every replica, under load', async () => {
      const { token, id } = await issueToken(await createAccount());
      const account = (await whoAmI({ token })).body.accountId;
      let revoked = false;
      const hammer = async (url: string) => {
        for (;;) {
          const sentAfter = revoked;
          const { status } = await whoAmI({ token }, url);
          if (sentAfter) return status;
        }
      };
      const hammers = [first, second, first, second, first, second].map(hammer);
      await call(`${first}/v1/accounts/${account}/tokens/${id}`, { ...platform, method: 'DELETE' });
      revoked = true;
      expect(await Promise.all(hammers)).toEqual([401, 401, 401, 401, 401, 401]);
    });

    it('may not do what is reserved for the platform', async () => {
      const account = await createAccount();
      const { token } = await issueToken(account);
      const { status, body } = await call(`${first}/v1/accounts`, { token, method: 'POST', body: { name: 'x' } });
      expect([status, body.errors[0].code]).toEqual([403, 'forbidden']);
    });

    it('never sees the token again: only its hash is stored', async () => {
      const account = await createAccount();
      const { token } = await issueToken(account);
      const { body } = await call(`${first}/v1/accounts/${account}/tokens`, platform);
      expect(JSON.stringify(body)).not.toContain(token);
      expect(body.meta).toMatchObject({ total_count: 1, total_pages: 1 });
    });
  });

  describe('with the platform token', () => {
    it('is the account that X-Account-Id names', async () => {
      const account = await createAccount();
      const answer = await whoAmI({ ...platform, headers: { 'x-account-id': account } });
      expect(answer.body).toMatchObject({ accountId: account, actor: 'platform' });
    });

    it.each([
      ['no account', {}, 400, 'malformed_request'],
      ['an unknown account', { 'x-account-id': 'acct_000000000000' }, 404, 'not_found'],
      ['no id at all', { 'x-account-id': 'acme' }, 404, 'not_found'],
    ])('has to name an account: %s', async (_, headers, status, code) => {
      const answer = await whoAmI({ ...platform, headers });
      expect([answer.status, answer.body.errors[0].code]).toEqual([status, code]);
    });

    it.each(['tokens', 'signing_keys'])('finds no %s of an unknown account', async (list) => {
      const url = `${first}/v1/accounts/acct_000000000000/${list}`;
      const body = { name: 'x', public_jwk: newKey().publicJwk };
      const { [list === 'tokens' ? 'public_jwk' : 'name']: _, ...fitting } = body;
      expect((await call(url, { ...platform, method: 'POST', body: fitting })).status).toBe(404);
      expect((await call(url, platform)).status).toBe(404);
    });
  });

  describe('with a JWT', () => {
    const register = async (account: string, key: ReturnType<typeof newKey>): Promise<string> => {
      const url = `${first}/v1/accounts/${account}/signing_keys`;
      const { status, body } = await call(url, { ...platform, method: 'POST', body: { public_jwk: key.publicJwk } });
      expect(status).toBe(201);
      return body.data.kid;
    };

    it('is the user in the JWT, on the account of the key', async () => {
      const account = await createAccount();
      const key = newKey();
      const token = await signed(key, await register(account, key), {});
      expect((await whoAmI({ token })).body).toMatchObject({ accountId: account, actor: 'user:user_d025a96ac0c6' });
    });

    it('is refused after the key is revoked', async () => {
      const account = await createAccount();
      const key = newKey();
      const kid = await register(account, key);
      const token = await signed(key, kid, {});
      expect((await whoAmI({ token }, second)).status).toBe(200);
      await call(`${first}/v1/accounts/${account}/signing_keys/${kid}`, { ...platform, method: 'DELETE' });
      expect((await whoAmI({ token }, second)).status).toBe(401);
    });

    it.each([
      ['expired', { exp: seconds() - 60 }],
      ['valid for more than an hour', { exp: seconds() + 3_700 }],
      ['without an end', { exp: undefined }],
      ['without a user', { sub: undefined }],
      ['with a user that can not be shown', { sub: 'a\0b' }],
      ['from the future', { iat: seconds() + 600 }],
      ['not valid yet', { nbf: seconds() + 600 }],
    ])('is nobody when it is %s', async (_, claims) => {
      const key = newKey();
      const token = await signed(key, await register(await createAccount(), key), claims);
      expect((await whoAmI({ token })).status).toBe(401);
    });

    it('is refused when it is signed with another key, another algorithm, none, or names no key', async () => {
      const key = newKey();
      const kid = await register(await createAccount(), key);
      const hmac = await new SignJWT({ sub: 'x' })
        .setProtectedHeader({ alg: 'HS256', kid })
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(Buffer.from(JSON.stringify(key.publicJwk)));
      const none = `${Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url')}.e30.`;
      const forged = [await signed(newKey(), kid, {}), await signed(key, 'key_000000000000', {}), hmac, none];
      for (const token of forged) expect((await whoAmI({ token })).status).toBe(401);
    });

    it('is refused when the signature is encoded in another way', async () => {
      const key = newKey();
      const token = await signed(key, await register(await createAccount(), key), {});
      expect((await whoAmI({ token })).status).toBe(200);
      // The four unused bits of the last character, which every lenient decoder ignores.
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const last = letters.indexOf(token.at(-1) as string);
      const flipped = [1, 2, 4, 8, 15].map((bits) => token.slice(0, -1) + letters[last ^ bits]);
      for (const other of [`${token}==`, `${token}=`, ...flipped]) {
        expect((await whoAmI({ token: other })).status).toBe(401);
      }
    });

    it.each([
      ['a private key', (jwk: object) => ({ ...jwk, d: 'AAAA' }), '/public_jwk/d'],
      ['another curve', (jwk: object) => ({ ...jwk, crv: 'P-384' }), '/public_jwk/crv'],
      ['a point off the curve', (jwk: object) => ({ ...jwk, x: 'A'.repeat(43) }), '/public_jwk'],
      ['text', () => 'x', '/public_jwk'],
    ])('does not take %s for a public key', async (_, spoil, pointer) => {
      const url = `${first}/v1/accounts/${await createAccount()}/signing_keys`;
      const body = { public_jwk: spoil(newKey().publicJwk) };
      const answer = await call(url, { ...platform, method: 'POST', body });
      expect([answer.status, answer.body.errors[0].source.pointer]).toEqual([422, pointer]);
    });
  });

  describe('that asks for its own identity', () => {
    const me = async (options: Parameters<typeof call>[1]) => {
      const { status, body } = await call(`${first}/v1/me`, options);
      return [status, body.data ?? body.errors[0].code];
    };

    it('receives the account of an account token', async () => {
      const id = await createAccount();
      const issued = await issueToken(id);
      const account = { id, name: 'Clinic' };
      const answer = { kind: 'account_token', actor: `token:${issued.id}`, account };
      expect(await me({ token: issued.token })).toEqual([200, answer]);
    });

    it('receives the user and the account of a JWT', async () => {
      const id = await createAccount();
      const key = newKey();
      const url = `${first}/v1/accounts/${id}/signing_keys`;
      const made = await call(url, { ...platform, method: 'POST', body: { public_jwk: key.publicJwk } });
      const token = await signed(key, made.body.data.kid, {});
      const answer = { kind: 'user', actor: 'user:user_d025a96ac0c6', account: { id, name: 'Clinic' } };
      expect(await me({ token })).toEqual([200, answer]);
    });

    it('is the platform, with the account that it names or with none', async () => {
      const id = await createAccount();
      const answer = { kind: 'platform', actor: 'platform', account: null };
      expect(await me(platform)).toEqual([200, answer]);
      const named = await me({ ...platform, headers: { 'x-account-id': id } });
      expect(named).toEqual([200, { ...answer, account: { id, name: 'Clinic' } }]);
    });

    it.each(['acct_000000000000', 'acme'])('finds no account %s', async (unknown) => {
      expect(await me({ ...platform, headers: { 'x-account-id': unknown } })).toEqual([404, 'not_found']);
    });

    it('has to have a token', async () => {
      expect(await me({})).toEqual([401, 'unauthorized']);
    });
  });

  it.each([
    ['stalls', 1_000_000, '{"name":"'],
    ['is large and no JSON', 1_000_000, '{'.repeat(1_000_000)],
    ['is larger than any may be', 50_000_000, 'x'.repeat(100_000)],
  ])('is nobody without a token, before a body is read that %s', async (_, length, sent) => {
    const { port } = new URL(first);
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    const headers = ['POST /v1/accounts HTTP/1.1', 'host: x', 'content-type: application/json'];
    socket.write(`${headers.join('\r\n')}\r\ncontent-length: ${length}\r\n\r\n${sent}`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });

  it.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic eDp5' }],
    ['an unknown token', { authorization: `Bearer cft_${'x'.repeat(43)}` }],
    ['nonsense', { authorization: 'Bearer a.b.c' }],
    ['an empty token', { authorization: 'Bearer ' }],
  ])('is nobody with %s', async (_, headers) => {
    const answer = await whoAmI({ headers: headers as Record<string, string> });
    expect([answer.status, answer.body.errors[0].code]).toEqual([401, 'unauthorized']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });
});
