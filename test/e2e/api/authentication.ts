import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { Tenant } from './tenant.js';
import type { World } from './world.js';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

export function authentication(world: World): void {
  describe('authentication', () => {
    let tenant: Tenant;

    beforeAll(async () => {
      tenant = await world.tenant();
    });

    it('creates accounts and tokens for the platform, and shows a token once', async () => {
      const account = await world.platform.post('/v1/accounts', { name: 'Elm Street Clinic' });
      expect(account.status).toBe(201);
      expect(account.body).toEqual({
        data: {
          id: expect.stringMatching(/^acct_[0-9a-f]{12}$/),
          name: 'Elm Street Clinic',
          object: 'account',
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
        },
      });
      const token = await world.platform.post(`/v1/accounts/${account.data.id}/tokens`, { name: 'scheduler' });
      expect(token.status).toBe(201);
      expect(token.data).toMatchObject({ id: expect.any(String), name: 'scheduler', token: expect.any(String) });
      for (const [what, body] of [
        ['tokens', { name: 'x' }],
        ['tokens', {}],
        ['signing_keys', {}],
      ] as const) {
        const unknown = await world.platform.post(`/v1/accounts/acct_ffffffffffff/${what}`, body);
        expect([unknown.status, unknown.codes]).toEqual([404, ['not_found']]);
      }
    });

    it('lets a token in until it is revoked', async () => {
      const path = `/v1/accounts/${tenant.accountId}/tokens`;
      const { id, token } = (await world.platform.post(path, { name: 'short-lived' })).data;
      const caller = world.anonymous.with({ authorization: `Bearer ${token}` });
      expect((await caller.get('/v1/services')).status).toBe(200);
      expect((await world.platform.delete(`${path}/${id}`)).status).toBe(204);
      const refused = await caller.get('/v1/services');
      expect([refused.status, refused.codes]).toEqual([401, ['unauthorized']]);
      expect((await tenant.api.get('/v1/services')).status).toBe(200);
      expect((await world.platform.delete(`${path}/tok_ffffffffffff`)).status).toBe(404);
      const foreign = `/v1/accounts/acct_ffffffffffff/tokens/${tenant.tokenId}`;
      expect((await world.platform.delete(foreign)).status).toBe(404);
    });

    it.each([{}, { authorization: 'Bearer nonsense' }, { authorization: 'Basic YTpi' }, { authorization: 'Bearer ' }])(
      'refuses %j',
      async (headers) => {
        const answer = await world.anonymous.get('/v1/services', headers as Record<string, string>);
        expect([answer.status, answer.codes]).toEqual([401, ['unauthorized']]);
      },
    );

    it('refuses account tokens for what is reserved to the platform', async () => {
      const path = `/v1/accounts/${tenant.accountId}`;
      const answers = await Promise.all([
        tenant.api.post('/v1/accounts', { name: 'Mine' }),
        tenant.api.post(`${path}/tokens`, { name: 'another' }),
        tenant.api.delete(`${path}/tokens/${tenant.tokenId}`),
        tenant.api.post(`${path}/signing_keys`, { public_jwk: {} }),
      ]);
      expect(answers.map(({ status, codes }) => [status, ...codes])).toEqual(answers.map(() => [403, 'forbidden']));
    });

    it('lets the platform act for the account that it names', async () => {
      const of = (id: string) => world.platform.get('/v1/services', { 'x-account-id': id });
      expect((await of(tenant.accountId)).status).toBe(200);
      const unnamed = await world.platform.get('/v1/services');
      expect([unnamed.status, unnamed.codes]).toEqual([400, ['malformed_request']]);
      const unknown = await of('acct_ffffffffffff');
      expect([unknown.status, unknown.codes]).toEqual([404, ['not_found']]);
    });

    it('takes an account token for its own account whatever account the header names', async () => {
      const other = await world.tenant();
      await other.service();
      const { data } = await tenant.api.get('/v1/services', { 'x-account-id': other.accountId });
      expect(data ?? []).toEqual([]);
    });

    describe('with a JWT', () => {
      let kid: string;
      let privateKey: PrivateKey;

      beforeAll(async () => {
        const pair = await generateKeyPair('ES256', { extractable: true });
        privateKey = pair.privateKey;
        const path = `/v1/accounts/${tenant.accountId}/signing_keys`;
        const key = await world.platform.post(path, { public_jwk: await exportJWK(pair.publicKey) });
        expect(key.status).toBe(201);
        kid = key.data.kid;
      });

      const jwt = async (claims: object, header: object = {}, key = privateKey) =>
        new SignJWT({ iat: inSeconds(0), ...claims }).setProtectedHeader({ alg: 'ES256', kid, ...header }).sign(key);
      const statusFor = async (token: string) =>
        (await world.anonymous.get('/v1/services', { authorization: `Bearer ${token}` })).status;

      it('knows the user', async () => {
        expect(await statusFor(await jwt({ sub: 'user_d025a96ac0c6', exp: inSeconds(300) }))).toBe(200);
        expect(await statusFor(await jwt({ sub: 'user_d025a96ac0c6', exp: inSeconds(3600) }))).toBe(200);
      });

      it('names the user in their decisions', async () => {
        const { users, id } = await tenant.connected([{ email: 'host@example.com' }]);
        const pair = await tenant.pair();
        const token = await jwt({ sub: 'user_d025a96ac0c6', exp: inSeconds(300) });
        const body = { connected_account_id: id, external_user_id: users['host@example.com'].id };
        const user = world.anonymous.with({ authorization: `Bearer ${token}` });
        expect((await user.put(pair.conferencing, body)).status).toBe(200);
        expect((await user.get(`${pair.conferencing}/explain`)).data.actor).toBe('user:user_d025a96ac0c6');
      });

      it('refuses one that is expired, lives too long, has no user or has an unknown or wrong key', async () => {
        const sub = 'user_d025a96ac0c6';
        const { privateKey: foreign } = await generateKeyPair('ES256');
        const tokens = [
          await jwt({ sub, exp: inSeconds(-60) }),
          await jwt({ sub, exp: inSeconds(-1) }),
          await jwt({ sub, exp: inSeconds(7200) }),
          await jwt({ sub }),
          await jwt({ exp: inSeconds(300) }),
          await jwt({ sub, exp: inSeconds(300) }, { kid: 'key_ffffffffffff' }),
          await jwt({ sub, exp: inSeconds(300) }, {}, foreign),
          await new SignJWT({ sub, iat: inSeconds(0), exp: inSeconds(300) })
            .setProtectedHeader({ alg: 'HS256', kid })
            .sign(new TextEncoder().encode('x'.repeat(32))),
        ];
        expect(await Promise.all(tokens.map(statusFor))).toEqual(tokens.map(() => 401));
      });

      it('may not do what is reserved to the platform', async () => {
        const token = await jwt({ sub: 'user_d025a96ac0c6', exp: inSeconds(300) });
        const answer = await world.anonymous.post('/v1/accounts', { name: 'X' }, { authorization: `Bearer ${token}` });
        expect(answer.status).toBe(403);
      });

      it('refuses a key that is not the public half of a P-256 pair', async () => {
        const path = `/v1/accounts/${tenant.accountId}/signing_keys`;
        const answers = [
          await world.platform.post(path, { public_jwk: await exportJWK(privateKey) }),
          await world.platform.post(path, { public_jwk: { kty: 'RSA', n: 'x', e: 'AQAB' } }),
          await world.platform.post(path, {
            public_jwk: { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'a'.repeat(43) },
          }),
          await world.platform.post(path, {}),
        ];
        expect(answers.map(({ status, codes }) => [status, codes[0]])).toEqual(answers.map(() => [422, 'invalid']));
      });
    });
  });
}
