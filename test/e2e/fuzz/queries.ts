import type { WorldWithBroker } from '../own-broker.js';
import { type Credentials, flawOf, pathOf, send, unknownParameterFlaw } from './caller.js';
import { ODD_VALUES } from './odd-values.js';
import { type Document, type Operation, operationsOf } from './operations.js';

const IDS = {
  service_id: 'srv_f00000000001',
  provider_id: 'prov_f00000000001',
  external_user_id: 'exusr_f00000000001',
  connected_account_id: 'cact_f00000000001',
};

export function fuzzedQueries(world: WorldWithBroker): void {
  describe('every query that the read models document', () => {
    let url: string;
    let operations: Operation[];
    let queries: Operation[];
    let platform: Credentials;

    beforeAll(async () => {
      url = world.system.readModels.url;
      platform = { token: world.system.platformToken, accountId: (await world.tenant()).accountId };
      const document = (await (await fetch(`${url}/docs-json`)).json()) as Document;
      operations = operationsOf(document);
      queries = operations.filter(({ access, path }) => access === 'account' && !path.endsWith('/stream'));
    });

    it('there are all seven', () => {
      expect(queries).toHaveLength(7);
    });

    it('tolerates wrong ids and parameters', async () => {
      for (const query of queries) {
        const named = (where: string) => query.parameters.filter((one) => one.in === where).map(({ name }) => name);
        const paths = ODD_VALUES.flatMap((value) => [
          ...named('path').map((name) => pathOf(query, { ...IDS, [name]: encodeURIComponent(value) })),
          ...named('query').map((name) => pathOf(query, IDS, { [name]: value })),
          ...named('query').map((name) => `${pathOf(query, IDS)}?${name}=1&${name}=2`),
          ...named('query').map((name) => `${pathOf(query, IDS)}?${name}[a]=1`),
        ]);
        for (const path of paths) {
          const where = path.slice(0, 120);
          expect([where, flawOf(await send(`${url}${path}`, 'GET', platform))]).toEqual([where, undefined]);
        }
      }
    });

    it('refuses query parameters that no operation has, and names the ones that it has', async () => {
      for (const operation of operations) {
        const answer = await send(`${url}${pathOf(operation, IDS, { odd: '1' })}`, operation.method, platform);
        expect(flawOf(answer) ?? unknownParameterFlaw(operation, answer)).toBeUndefined();
      }
    });

    it('takes ids from the path', async () => {
      const pair = `/v1/services/${IDS.service_id}/providers/${IDS.provider_id}/conferencing`;
      for (const path of [pair, `${pair}/history`]) {
        expect((await send(`${url}${path}?service_id=${IDS.service_id}`, 'GET', platform)).status).toBe(422);
      }
    });

    it('requires a token of every caller', async () => {
      for (const query of queries) {
        for (const credentials of [undefined, { token: 'nonsense' }, { token: `cft_${'x'.repeat(43)}` }]) {
          const answer = await send(`${url}${pathOf(query, IDS)}`, 'GET', credentials);
          expect([query.name, answer.status, flawOf(answer)]).toEqual([query.name, 401, undefined]);
        }
      }
    });

    it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE2'])(
      'knows no unknown address: %s',
      async (method) => {
        for (const path of ['/v1/nothing', '/v1', '/v2/conferencing', '/v1/hosts/', '//v1/hosts', '/%ff', '/%']) {
          const answer = await send(`${url}${path}`, method, platform, { text: '{}' });
          expect([path, flawOf(answer), answer.status >= 400]).toEqual([path, undefined, true]);
        }
      },
    );
  });
}
