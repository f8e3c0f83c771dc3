import type { WorldWithBroker } from '../own-broker.js';
import { type Credentials, flawOf, pathOf, send, unknownParameterFlaw } from './caller.js';
import { ODD_VALUES } from './odd-values.js';
import { type Document, type Operation, operationsOf } from './operations.js';
import { rightBody, wrongBodies } from './wrong-bodies.js';

const AT_ONCE = 8;

/** Runs the checks a few at a time and returns their complaints. */
async function complaintsOf(checks: (() => Promise<string | undefined>)[]): Promise<string[]> {
  const complaints: string[] = [];
  const rest = checks.values();
  const work = async () => {
    for (const check of rest) {
      const complaint = await check();
      if (complaint !== undefined) complaints.push(complaint);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return complaints;
}

export function fuzzedApi(world: WorldWithBroker): void {
  describe('every endpoint that the API documents', () => {
    let url: string;
    let document: Document;
    let operations: Operation[];
    let platform: Credentials;
    let owner: Credentials;
    let stranger: Credentials;
    const ids: Record<string, string> = { service_id: 'srv_f00000000001', provider_id: 'prov_f00000000001' };

    const post = async (path: string, credentials: Credentials, body: object) => {
      const answer = await send(`${url}${path}`, 'POST', credentials, { text: JSON.stringify(body) });
      return (JSON.parse(answer.text) as { data: { id: string; token: string } }).data;
    };

    const newAccount = async (): Promise<Credentials & { accountId: string }> => {
      const { id } = await post('/v1/accounts', platform, { name: 'Fuzzed' });
      const { token } = await post(`/v1/accounts/${id}/tokens`, platform, { name: 'fuzz' });
      return { token, accountId: id };
    };

    beforeAll(async () => {
      url = world.system.conferencing.url;
      platform = { token: world.system.platformToken };
      document = (await (await fetch(`${url}/docs-json`)).json()) as Document;
      operations = operationsOf(document);
      const [mine, other] = [await newAccount(), await newAccount()];
      owner = mine;
      stranger = other;
      ids.account_id = mine.accountId;
      const put = (path: string, body?: object) =>
        send(`${url}${path}`, 'PUT', owner, body && { text: JSON.stringify(body) });
      await put(`/v1/services/${ids.service_id}`, { name: 'Cleaning' });
      await put(`/v1/providers/${ids.provider_id}`, { display_name: 'Dr. Smith', email: 'dr.smith@example.com' });
      await put(`/v1/services/${ids.service_id}/providers/${ids.provider_id}`);
      const connection = {
        provider: 'google',
        connection_scope: 'account',
        email: 'a@example.com',
        external_subject: '1',
      };
      ids.connected_account_id = (await post('/v1/connected_accounts', owner, connection)).id;
    });

    const callerOf = ({ access }: Operation) => (access === 'platform' ? platform : owner);
    const withBody = () => operations.filter(({ bodies }) => bodies.length > 0);

    it('refuses each wrong body in the one shape of errors, never breaks and never hangs', async () => {
      const checks = withBody().flatMap((operation) =>
        operation.bodies.flatMap((schema) =>
          [...wrongBodies(document, schema)].map(({ how, text, mustRefuse }) => async () => {
            const answer = await send(`${url}${pathOf(operation, ids)}`, operation.method, callerOf(operation), {
              text,
            });
            const flaw =
              flawOf(answer) ?? (mustRefuse && answer.status < 400 ? `accepted with ${answer.status}` : undefined);
            return flaw === undefined ? undefined : `${operation.name}, ${how}: ${flaw}`;
          }),
        ),
      );
      expect(await complaintsOf(checks)).toEqual([]);
    });

    it('refuses what is no JSON by its content type', async () => {
      const types = [
        'text/plain',
        'application/xml',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'nonsense',
      ];
      const checks = withBody().flatMap((operation) =>
        types.map((contentType) => async () => {
          const body = { text: '{}', contentType };
          const answer = await send(`${url}${pathOf(operation, ids)}`, operation.method, callerOf(operation), body);
          const flaw = flawOf(answer) ?? (answer.status === 415 ? undefined : `status ${answer.status}`);
          return flaw === undefined ? undefined : `${operation.name}, ${contentType}: ${flaw}`;
        }),
      );
      expect(await complaintsOf(checks)).toEqual([]);
    });

    it('refuses wrong ids and query parameters', async () => {
      const checks = operations
        .filter(({ access }) => access !== 'public')
        .flatMap((operation) => {
          const inPath = operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
          const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
          const paths = ODD_VALUES.flatMap((value) => [
            ...inPath.map((name) => pathOf(operation, { ...ids, [name]: encodeURIComponent(value) })),
            ...inQuery.map((name) => pathOf(operation, ids, { [name]: value })),
          ]);
          return paths.map((path) => async () => {
            // A valid body, so that only the address is at fault.
            const [schema] = operation.bodies;
            const body = schema && { text: JSON.stringify(rightBody(document, schema)) };
            const flaw = flawOf(await send(`${url}${path}`, operation.method, callerOf(operation), body));
            return flaw === undefined ? undefined : `${operation.name} at ${path.slice(0, 120)}: ${flaw}`;
          });
        });
      expect(await complaintsOf(checks)).toEqual([]);
    });

    it('refuses query parameters that no operation has, and names the ones that it has', async () => {
      const checks = operations.map((operation) => async () => {
        const [schema] = operation.bodies;
        const body = schema && { text: JSON.stringify(rightBody(document, schema)) };
        const sendTo = (path: string) => send(`${url}${path}`, operation.method, callerOf(operation), body);
        const answer = await sendTo(pathOf(operation, ids, { odd: '1' }));
        // The resource is looked up before the body: a connection that cannot host has no mappings.
        if (answer.status === 404 && body && (await sendTo(pathOf(operation, ids))).status === 404) return undefined;
        return flawOf(answer) ?? unknownParameterFlaw(operation, answer);
      });
      expect(await complaintsOf(checks)).toEqual([]);
    });

    it('judges query parameters after what the address names, and changes nothing', async () => {
      const path = `/v1/services/${ids.service_id}/providers/${ids.provider_id}`;
      const body = { text: JSON.stringify({ connected_account_id: ids.connected_account_id, odd: 1 }) };
      const put = (where: string) => send(`${url}${where}?mode=fast`, 'PUT', owner, body);
      expect((await put(`${path.replace('srv_f', 'srv_0')}/conferencing`)).status).toBe(404);
      const refused = await put(`${path}/conferencing`);
      expect([refused.status, refused.text]).toEqual([422, expect.stringMatching(/"\/odd".*"\/mode"/)]);
      expect((await send(`${url}${path}?odd=1`, 'DELETE', owner)).status).toBe(422);
      expect((await send(`${url}${path}/conferencing/explain`, 'GET', owner)).status).toBe(200);
    });

    it('requires a token of every caller', async () => {
      const guarded = operations.filter(({ access }) => access !== 'public');
      const tokens = [undefined, { token: 'nonsense' }, { token: `cft_${'x'.repeat(43)}` }];
      const checks = guarded.flatMap((operation) =>
        tokens.map((credentials) => async () => {
          const answer = await send(`${url}${pathOf(operation, ids)}`, operation.method, credentials);
          const flaw = flawOf(answer) ?? (answer.status === 401 ? undefined : `status ${answer.status}`);
          return flaw === undefined ? undefined : `${operation.name}: ${flaw}`;
        }),
      );
      expect(await complaintsOf(checks)).toEqual([]);
    });

    it('refuses account tokens for the platform’s operations', async () => {
      const checks = operations
        .filter(({ access }) => access === 'platform')
        .map((operation) => async () => {
          const { status } = await send(`${url}${pathOf(operation, ids)}`, operation.method, owner);
          return status === 403 ? undefined : `${operation.name}: status ${status}`;
        });
      expect(await complaintsOf(checks)).toEqual([]);
    });

    it("shows and changes nothing of another account's", async () => {
      const before = await send(`${url}/v1/services/${ids.service_id}`, 'GET', owner);
      const checks = operations
        .filter(({ access }) => access === 'account')
        .map((operation) => async () => {
          const [schema] = operation.bodies;
          const body = schema && { text: JSON.stringify(rightBody(document, schema)) };
          const answer = await send(`${url}${pathOf(operation, ids)}`, operation.method, stranger, body);
          const named = operation.path.includes('{');
          const flaw =
            flawOf(answer) ??
            (named && answer.status !== 404 ? `status ${answer.status}` : undefined) ??
            (Object.values(ids).some((id) => answer.text.includes(id))
              ? 'it names what belongs to the other'
              : undefined);
          return flaw === undefined ? undefined : `${operation.name}: ${flaw}`;
        });
      expect(await complaintsOf(checks)).toEqual([]);
      expect((await send(`${url}/v1/services/${ids.service_id}`, 'GET', owner)).text).toBe(before.text);
    });

    it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE2'])(
      'knows no unknown address: %s',
      async (method) => {
        const paths = ['/v1/nothing', '/v1', '/v2/services', '/v1/services/', '//v1/services', '/%ff', '/%'];
        for (const path of paths) {
          const answer = await send(`${url}${path}`, method, owner, { text: '{}' });
          expect([path, flawOf(answer)]).toEqual([path, undefined]);
          expect([path, answer.status >= 400]).toEqual([path, true]);
        }
      },
    );
  });
}
