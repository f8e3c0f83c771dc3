import { eventually } from '@conferencing/testing';
import { Caller } from '../api/caller.js';
import type { Tenant } from '../api/tenant.js';
import type { WorldWithBroker } from '../own-broker.js';

const PATHS = [
  '/v1/services/srv_ffffffffffff/providers/prov_ffffffffffff/conferencing',
  '/v1/services/srv_ffffffffffff/providers/prov_ffffffffffff/conferencing/history',
  '/v1/conferencing',
  '/v1/hosts',
  '/v1/hosts/exusr_ffffffffffff',
  '/v1/connected_accounts/cact_ffffffffffff/impact',
  '/v1/conferencing/stream',
];

export function queryCallers(world: WorldWithBroker): void {
  describe('callers of the queries', () => {
    let tenant: Tenant;

    beforeAll(async () => {
      tenant = await world.tenant();
    });

    const newCaller = (headers: Record<string, string> = {}) => new Caller(world.system.readModels.url, headers);
    const platform = () => `Bearer ${world.system.platformToken}`;

    it.each(PATHS)('need a token, and with the platform token an account: %s', async (path) => {
      const account = { 'x-account-id': tenant.accountId };
      for (const headers of [
        account,
        { ...account, authorization: 'Bearer nonsense' },
        { ...account, authorization: 'Basic nonsense' },
      ]) {
        const { status, codes } = await newCaller(headers).get(path);
        expect([status, codes]).toEqual([401, ['unauthorized']]);
      }
      const unnamed = await newCaller({ authorization: platform() }).get(path);
      expect([unnamed.status, unnamed.codes]).toEqual([400, ['malformed_request']]);
      const odd = await newCaller({ authorization: platform(), 'x-account-id': 'acct_1' }).get(path);
      expect([odd.status, odd.codes]).toEqual([404, ['not_found']]);
    });

    it('with a new token are its account, and are refused soon after it was revoked', async () => {
      const { accountId, tokenId, token } = await world.tenant();
      const asker = newCaller({ authorization: `Bearer ${token}` });
      expect((await asker.get('/v1/hosts')).status).toBe(200);
      await world.platform.delete(`/v1/accounts/${accountId}/tokens/${tokenId}`);
      const revokedAt = performance.now();
      await eventually(async () => (await asker.get('/v1/hosts')).status === 401);
      expect(performance.now() - revokedAt).toBeLessThan(5_000);
    });

    it('with the platform token find no unknown account', async () => {
      const { status, codes } = await world.queries({ accountId: 'acct_ffffffffffff' }).get('/v1/hosts');
      expect([status, codes]).toEqual([404, ['not_found']]);
    });

    it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('can only ask: %s', async (method) => {
      const { status, body } = await world.queries(tenant).send(method, '/v1/conferencing', {});
      expect([status, body.errors[0].status]).toEqual([404, '404']);
    });

    it('see a request id in each answer, their own if it is valid', async () => {
      const answer = await world.queries(tenant).get('/v1/hosts', { 'x-request-id': 'asking-7' });
      expect(answer.headers.get('x-request-id')).toBe('asking-7');
      const refused = await newCaller().get('/v1/hosts');
      expect(refused.headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
    });
  });
}
