import { randomBytes } from 'node:crypto';
import { eventually, startApp } from '@conferencing/testing';
import { Caller } from '../api/caller.js';
import type { Tenant } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';
import { Cli } from './cli.js';

const newKey = (kid: string) => `${kid}:${randomBytes(32).toString('base64')}`;

export function secrets(world: WorldWithBroker): void {
  describe('tokens', () => {
    let cli: Cli;
    let tenant: Tenant;

    beforeAll(async () => {
      cli = Cli.of(world);
      tenant = await world.tenant();
    });

    it('are created, shown once, taken, and refused from their revocation on', async () => {
      const { code, body } = await cli.json('tokens', 'create', tenant.accountId, '--name', 'night shift');
      expect(code).toBe(0);
      expect(body).toMatchObject({
        id: expect.stringMatching(/^tok_/),
        account_id: tenant.accountId,
        name: 'night shift',
      });
      const api = world.anonymous.with({ authorization: `Bearer ${body.token}` });
      expect((await api.get('/v1/services')).status).toBe(200);
      expect((await cli.json('tokens', 'revoke', tenant.accountId, body.id)).code).toBe(0);
      await eventually(async () => (await api.get('/v1/services')).status === 401);
      expect((await tenant.api.get('/v1/services')).status).toBe(200);
    });

    it('are for accounts and under ids that exist', async () => {
      const wrong = [
        ['create', 'acct_ffffffffffff', '--name', 'x'],
        ['revoke', tenant.accountId, 'tok_ffffffffffff'],
        ['revoke', 'acct_ffffffffffff', tenant.tokenId],
      ];
      const outcomes = await Promise.all(wrong.map((args) => cli.json('tokens', ...args)));
      expect(outcomes).toEqual(wrong.map(() => ({ code: 1, body: { error: expect.any(String) } })));
      expect((await tenant.api.get('/v1/services')).status).toBe(200);
      expect((await cli.run('tokens', 'create', tenant.accountId)).code).not.toBe(0);
    });
  });

  describe('keys rotate', () => {
    it('seals every credential under the first key, so that the old one can go', async () => {
      const cli = Cli.of(world);
      const tenant = await world.tenant();
      const { path } = await tenant.connected([{ email: 'anna@example.com' }]);
      const { settings } = world.system.conferencing;
      const [fresh, old] = [newKey('fresh'), settings.TOKEN_ENCRYPTION_KEYS as string];

      const unreadable = await cli.with({ TOKEN_ENCRYPTION_KEYS: fresh }).json('keys', 'rotate');
      expect([unreadable.code, unreadable.body]).toEqual([
        1,
        expect.objectContaining({ resealed: 0, unreadable: [], missing_keys: { test: expect.any(Number) } }),
      ]);
      const both = cli.with({ TOKEN_ENCRYPTION_KEYS: `${fresh},${old}` });
      const rotated = await both.json('keys', 'rotate');
      expect(rotated).toEqual({ code: 0, body: expect.objectContaining({ left: 0, unreadable: [] }) });
      expect(rotated.body.resealed).toBeGreaterThan(0);
      const { resealed, already } = (await both.json('keys', 'rotate')).body;
      expect([resealed, already]).toEqual([0, rotated.body.resealed + rotated.body.already]);

      const { HTTP_PORT: _http, TCP_PORT: _tcp, ...others } = settings;
      const successor = await startApp('conferencing', { ...others, TOKEN_ENCRYPTION_KEYS: fresh });
      try {
        const api = new Caller(successor.url, { authorization: `Bearer ${tenant.token}` });
        expect((await api.post(`${path}/external_users/sync`)).status).toBe(200);
      } finally {
        await successor.stop();
      }
      expect((await cli.with({ TOKEN_ENCRYPTION_KEYS: `${old},${fresh}` }).json('keys', 'rotate')).code).toBe(0);
    });

    it('needs the keys', async () => {
      for (const TOKEN_ENCRYPTION_KEYS of ['', 'nonsense']) {
        const { code, body } = await Cli.of(world).with({ TOKEN_ENCRYPTION_KEYS }).json('keys', 'rotate');
        expect([code, body]).toEqual([1, { error: expect.stringContaining('TOKEN_ENCRYPTION_KEYS') }]);
      }
    });
  });
}
