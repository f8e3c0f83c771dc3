import { type Answer, call, type RunningConferencing, startConferencing } from '../../../conferencing-app.fixture.js';

type Account = Awaited<ReturnType<RunningConferencing['account']>>;

let house: RunningConferencing;
let tenant: Account;
let zoomAccount: string;
let connection: string;
/** External user ids by the first part of their email. */
let hosts: Record<string, string>;

const USERS = [
  { id: 'z-ann', email: 'ann@zoom.io', first_name: 'Ann', last_name: 'Ärzt', type: 2 },
  { id: 'z-bob', email: 'bob@zoom.io', first_name: 'Bob', last_name: 'Low', type: 1 },
  { id: 'z-cyd', email: 'cyd@zoom.io', first_name: 'Ärn', last_name: 'Zed', type: 2 },
  { id: 'z-nix', email: 'nix@zoom.io', type: 2 },
];

let nextAccount = 0;

const idOf = (prefix: string, n: number) => `${prefix}_${String(nextAccount).padStart(6, '0')}00000${n}`;
const service = (n: number) => idOf('srv', n);
const provider = (n: number) => idOf('prov', n);
const pairPath = (s: number, p: number) => `/v1/services/${service(s)}/providers/${provider(p)}`;

async function ok(method: string, path: string, body?: unknown, by = tenant): Promise<Answer> {
  const answer = await by.api(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer;
}

async function syncUsers(users: object[] = USERS): Promise<void> {
  await house.zoom('PUT', `/accounts/${zoomAccount}/users`, users);
  const synced = await ok('POST', `/v1/connected_accounts/${connection}/external_users/sync`);
  for (const { id, email } of synced.body.data) hosts[email.split('@')[0]] = id;
}

const assign = (s: number, p: number, host: string) =>
  ok('PUT', `${pairPath(s, p)}/conferencing`, { connected_account_id: connection, external_user_id: hosts[host] });

/**
 * Services 1 Öl, 2 alpha, 3 Beta; providers 1 Jane (jane@clinic.io), 2 100%_Real, 3 without an email. Pairs 1/1 by Ann,
 * 1/2 by Bob, 2/2 by Cyd, 3/3 without a host, in this order.
 */
async function fill(): Promise<void> {
  zoomAccount = `zoom-pairs-${nextAccount}`;
  hosts = {};
  await house.zoom('PUT', `/accounts/${zoomAccount}`, { client_id: 'c', client_secret: 's' });
  const credentials = { type: 'server_to_server', account_id: zoomAccount, client_id: 'c', client_secret: 's' };
  const body = { provider: 'zoom_admin', connection_scope: 'account', credentials };
  connection = (await ok('POST', '/v1/connected_accounts', body)).body.data.id;
  await syncUsers();
  const names = ['Öl', 'alpha', 'Beta'];
  for (const [index, name] of names.entries()) await ok('PUT', `/v1/services/${service(index + 1)}`, { name });
  await ok('PUT', `/v1/providers/${provider(1)}`, { display_name: 'Dr. Jane STRAẞE', email: 'Jane@Clinic.io' });
  await ok('PUT', `/v1/providers/${provider(2)}`, { display_name: '100%_Real', email: 'real@clinic.io' });
  await ok('PUT', `/v1/providers/${provider(3)}`, { display_name: 'Éric' });
  for (const [s, p] of [
    [1, 1],
    [1, 2],
    [2, 2],
    [3, 3],
  ] as const)
    await ok('PUT', pairPath(s, p));
  await assign(1, 1, 'ann');
  await assign(1, 2, 'bob');
  await assign(2, 2, 'cyd');
}

/** The pairs in the answer to a query, as `1/2` for service 1 and provider 2. */
async function listed(query: string, by = tenant): Promise<string[]> {
  const { body } = await ok('GET', `/v1/service_providers?${query}`, undefined, by);
  const keys = body.data.map(
    (item: { service: { id: string }; provider: { id: string } }) =>
      `${item.service.id.at(-1)}/${item.provider.id.at(-1)}`,
  );
  if (body.data.length < 50) expect(body.meta.total_count).toBe(keys.length);
  return keys;
}

const itemOf = async (s: number, p: number) => {
  const query = `service_id=${service(s)}&provider_id=${provider(p)}`;
  return (await ok('GET', `/v1/service_providers?${query}`)).body.data[0];
};

const codesOf = async (s: number, p: number): Promise<string[]> =>
  (await itemOf(s, p)).warnings.map(({ code }: { code: string }) => code);

beforeAll(async () => {
  house = await startConferencing();
});
afterAll(() => house.stop());

async function newTenant(): Promise<void> {
  tenant = await house.account();
  nextAccount += 1;
  await fill();
}

describe('the list of all pairs, while it changes', () => {
  beforeEach(newTenant);

  it('shows each pair with its names, its host or null, and its version', async () => {
    const shown = await itemOf(1, 1);
    const own = await ok('GET', `${pairPath(1, 1)}/conferencing`);
    expect(shown).toEqual({
      object: 'service_provider',
      service: { id: service(1), name: 'Öl' },
      provider: { id: provider(1), display_name: 'Dr. Jane STRAẞE', email: 'Jane@Clinic.io', active: true },
      conferencing: own.body.data,
      host_state: 'ready',
      warnings: [],
      version: 1,
      updated_at: expect.stringMatching(/Z$/),
    });
    const never = { conferencing: null, host_state: 'unassigned', warnings: [], version: 0, updated_at: null };
    expect(await itemOf(3, 3)).toMatchObject(never);
    await ok('DELETE', `${pairPath(1, 1)}/conferencing`);
    expect(await itemOf(1, 1)).toMatchObject({ conferencing: null, version: 2, updated_at: expect.any(String) });
  });

  it('has every pair of the catalog, of this account alone, and none that has left it', async () => {
    expect(await listed('')).toEqual(['1/1', '1/2', '2/2', '3/3']);
    await ok('DELETE', pairPath(1, 2));
    await ok('PUT', `/v1/providers/${provider(3)}`, { display_name: 'Éric', active: false });
    expect(await listed('')).toEqual(['1/1', '2/2', '3/3']);
    expect((await itemOf(3, 3)).provider.active).toBe(false);
    const deactivated = (await ok('GET', '/v1/providers?active=false')).body.data;
    expect(deactivated.map(({ id }: { id: string }) => id)).toEqual([provider(3)]);
    const other = await house.account();
    for (const query of ['', 'search=a', `service_id=${service(1)}`, `external_user_id=${hosts.ann}`]) {
      expect([query, await listed(query, other)]).toEqual([query, []]);
    }
  });

  it('has hosts without a name behind all others, in either direction', async () => {
    await assign(3, 3, 'nix');
    expect((await listed('sort=host')).at(-1)).toBe('3/3');
    expect((await listed('sort=-host')).at(-1)).toBe('3/3');
  });
});

describe('the list of all pairs', () => {
  beforeAll(newTenant);

  it.each([
    ['search=%C3%96L', ['1/1', '1/2']],
    ['search=jane%20', ['1/1']],
    ['search=stra%C3%9Fe', ['1/1']],
    ['search=JANE@clinic', ['1/1']],
    ['search=0%25_r', ['1/2', '2/2']],
    ['search=%25', ['1/2', '2/2']],
    ['search=_', ['1/2', '2/2']],
    ['search=Ann%20%C3%A4R', ['1/1']],
    ['search=BOB@ZOOM', ['1/2']],
    ['search=E%CC%81ric', ['3/3']],
    ['search=alpha', ['2/2']],
    ['search=zoom', ['1/1', '1/2', '2/2']],
    ['search=nix', []],
    ['search=', ['1/1', '1/2', '2/2', '3/3']],
    ['host_state=unassigned', ['3/3']],
    ['host_state=unassigned&host_state=ready', ['1/1', '1/2', '2/2', '3/3']],
    ['host_state=ready&search=beta', []],
    ['warning=host_not_licensed', ['1/2']],
    ['warning=host_not_licensed&warning=host_shared', ['1/2']],
    ['warning=email_differs', []],
  ])('answers ?%s', async (query, keys) => {
    expect(await listed(query)).toEqual(keys);
  });

  it('is narrowed by ids, all at once', async () => {
    expect(await listed(`service_id=${service(1)}`)).toEqual(['1/1', '1/2']);
    expect(await listed(`provider_id=${provider(2)}`)).toEqual(['1/2', '2/2']);
    expect(await listed(`provider_id=${provider(2)}&external_user_id=${hosts.bob}`)).toEqual(['1/2']);
    expect(await listed(`connected_account_id=${connection}&host_state=ready`)).toEqual(['1/1', '1/2', '2/2']);
    expect(await listed('connected_account_id=cact_000000000000')).toEqual([]);
  });

  it.each([
    ['service', ['2/2', '3/3', '1/1', '1/2']],
    ['-service', ['1/2', '1/1', '3/3', '2/2']],
    ['provider', ['1/2', '2/2', '1/1', '3/3']],
    ['-provider', ['3/3', '1/1', '2/2', '1/2']],
    ['host', ['1/1', '2/2', '1/2', '3/3']],
    ['-host', ['1/2', '2/2', '1/1', '3/3']],
    ['updated_at', ['1/1', '1/2', '2/2', '3/3']],
    ['-updated_at', ['2/2', '1/2', '1/1', '3/3']],
  ])('is sorted by %s, a page at a time and in CSV', async (sort, keys) => {
    expect(await listed(`sort=${sort}`)).toEqual(keys);
    const pages = await Promise.all(
      keys.map((_, index) => ok('GET', `/v1/service_providers?sort=${sort}&page_size=1&page=${index + 1}`)),
    );
    expect(pages.map(({ body }) => body.meta.total_count)).toEqual([4, 4, 4, 4]);
    const ids = pages.map(({ body }) => `${body.data[0].service.id.at(-1)}/${body.data[0].provider.id.at(-1)}`);
    expect(ids).toEqual(keys);
    expect((await ok('GET', `/v1/service_providers?sort=${sort}&page=2`)).body.data).toEqual([]);
    const rows = (await csv(`sort=${sort}`)).text.split('\r\n').slice(1, -1);
    expect(rows.map((row) => /^srv_\d+(\d),.*?,prov_\d+(\d),/.exec(row)?.slice(1).join('/'))).toEqual(keys);
  });

  it.each([
    ['services?search=%C3%B6l', [1]],
    ['services?search=A', [2, 3]],
    ['services?search=a&page_size=1&page=2', [3]],
    ['services?search=nothing', []],
    ['services?active=true', [1, 2, 3]],
    ['services?active=false', []],
    ['providers?search=jane@CLINIC', [1]],
    ['providers?search=0%25_REAL', [2]],
    ['providers?active=true', [1, 2, 3]],
    ['providers?active=false', []],
    ['providers?search=&active=', [1, 2, 3]],
  ])('is of /v1/%s', async (path, numbers) => {
    const { body } = await ok('GET', `/v1/${path}`);
    expect(body.data.map(({ id }: { id: string }) => Number(id.at(-1)))).toEqual(numbers);
    if (!path.includes('page')) expect(body.meta.total_count).toBe(numbers.length);
  });

  it.each(['services?active=maybe', 'providers?active=1', `providers?search=${'x'.repeat(256)}`])(
    'refuses /v1/%s',
    async (path) => {
      const answer = await tenant.api('GET', `/v1/${path}`);
      expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'invalid']);
    },
  );

  it.each([
    'host_state=odd',
    'host_state=ready&host_state=odd',
    'warning=odd',
    'sort=odd',
    'sort=-odd',
    'service_id=odd',
    'provider_id=odd',
    'connected_account_id=odd',
    'external_user_id=odd',
    'service_id=srv_000000000001&service_id=srv_000000000002',
    'page=0',
    'page_size=201',
    `search=${'x'.repeat(256)}`,
  ])('refuses ?%s', async (query) => {
    const answer = await tenant.api('GET', `/v1/service_providers?${query}`);
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'invalid']);
    expect(answer.body.errors[0].source.pointer).toBe(`/${query.split('=')[0]}`);
  });
});

describe('warnings', () => {
  beforeEach(newTenant);

  it('say that a host has no licence, until there is one', async () => {
    expect(await codesOf(1, 2)).toEqual(['host_not_licensed']);
    const detail: string = (await itemOf(1, 2)).warnings[0].detail;
    expect(detail).toMatch(/40 minutes/);
    await syncUsers(USERS.map((user) => ({ ...user, type: 2 })));
    expect(await codesOf(1, 2)).toEqual([]);
    expect((await itemOf(1, 2)).version).toBe(1);
  });

  it('count the other providers of the host, not the services', async () => {
    await ok('PUT', pairPath(3, 1));
    await assign(3, 1, 'ann');
    expect(await codesOf(1, 1)).toEqual([]);
    await assign(3, 3, 'ann');
    await assign(2, 2, 'ann');
    for (const [s, p] of [
      [1, 1],
      [3, 1],
      [3, 3],
      [2, 2],
    ] as const) {
      expect((await itemOf(s, p)).warnings).toEqual([
        { code: 'host_shared', detail: expect.stringMatching(/2 other providers/) },
      ]);
    }
    expect(await listed('warning=host_shared')).toEqual(['1/1', '2/2', '3/1', '3/3']);
  });

  it('say that emails differ if no caller chose the host by hand', async () => {
    const mapped = async () => {
      await ok('PUT', `/v1/services/${service(3)}/conferencing`, { connected_account_id: connection });
      return codesOf(3, 3);
    };
    await ok('PUT', `/v1/providers/${provider(3)}`, { display_name: 'Éric', email: 'CYD@zoom.io' });
    await syncUsers();
    expect(await mapped()).toEqual(['host_shared']);
    await ok('PUT', `/v1/providers/${provider(3)}`, { display_name: 'Éric', email: 'eric@clinic.io' });
    expect(await codesOf(3, 3)).toEqual(['host_shared', 'email_differs']);
    expect(await listed('warning=email_differs')).toEqual(['3/3']);
    expect((await ok('GET', '/v1/conferencing/summary')).body.data.by_warning.email_differs).toBe(1);
    const mapping = `/v1/connected_accounts/${connection}/user_mappings/${provider(3)}`;
    await ok('PUT', mapping, { external_user_id: hosts.cyd });
    expect(await codesOf(3, 3)).toEqual(['host_shared']);
    await ok('DELETE', mapping);
    expect(await codesOf(3, 3)).toEqual(['host_shared', 'email_differs']);
    await ok('PUT', `/v1/providers/${provider(3)}`, { display_name: 'Éric' });
    expect(await codesOf(3, 3)).toEqual(['host_shared']);
  });

  it('leave out a host who was removed', async () => {
    await assign(3, 3, 'bob');
    await syncUsers(USERS.filter(({ id }) => id !== 'z-bob'));
    expect((await itemOf(1, 2)).host_state).toBe('host_removed');
    expect(await codesOf(1, 2)).toEqual([]);
    expect(await listed('warning=host_shared&warning=host_not_licensed')).toEqual([]);
    const { by_warning } = (await ok('GET', '/v1/conferencing/summary')).body.data;
    expect(by_warning).toEqual({ host_not_licensed: 0, host_shared: 0, email_differs: 0 });
  });

  it('are in the explanation, and never in the resource', async () => {
    const explained = await ok('GET', `${pairPath(1, 2)}/conferencing/explain`);
    expect(explained.body.data.warnings).toEqual((await itemOf(1, 2)).warnings);
    expect(explained.body.data.warnings).toHaveLength(1);
    expect((await ok('GET', `${pairPath(3, 3)}/conferencing/explain`)).body.data.warnings).toEqual([]);
    expect((await ok('GET', `${pairPath(1, 2)}/conferencing`)).text).not.toContain('warning');
  });
});

describe('the summary', () => {
  beforeEach(newTenant);

  it('counts pairs by state, warning and connection, with every value there', async () => {
    const google = { provider: 'google', connection_scope: 'user', email: 'g@x.io', external_subject: 'g' };
    const second = (await ok('POST', '/v1/connected_accounts', google)).body.data.id;
    await syncUsers(USERS.map((user) => (user.id === 'z-bob' ? { ...user, status: 'inactive' } : user)));
    const none = {
      ready: 0,
      unassigned: 0,
      account_reconnect_required: 0,
      account_insufficient_permissions: 0,
      host_inactive: 0,
      host_pending: 0,
      host_removed: 0,
    };
    const assigned = { ...none, ready: 2, host_inactive: 1 };
    const { data } = (await ok('GET', '/v1/conferencing/summary')).body;
    expect(data).toEqual({
      pairs: 4,
      by_host_state: { ...assigned, unassigned: 1 },
      by_warning: { host_not_licensed: 1, host_shared: 0, email_differs: 0 },
      connected_accounts: [
        { id: connection, display_name: expect.anything(), status: 'active', pairs: 3, by_host_state: assigned },
        { id: second, display_name: null, status: 'active', pairs: 0, by_host_state: none },
      ].map((one) => ({
        ...one,
        display_name: data.connected_accounts.find(({ id }: { id: string }) => id === one.id).display_name,
      })),
    });
    const other = await ok('GET', '/v1/conferencing/summary', undefined, await house.account());
    expect(other.body.data).toMatchObject({ pairs: 0, by_host_state: none, connected_accounts: [] });
  });
});

const csv = (query: string) =>
  call(house.url, 'GET', `/v1/service_providers?${query}`, { token: tenant.token, headers: { accept: 'text/csv' } });

describe('the list as CSV', () => {
  beforeEach(newTenant);

  it('has every row that matches, safe to open in a spreadsheet', async () => {
    await ok('PUT', `/v1/services/${service(3)}`, { name: '=HYPERLINK("x", "y")' });
    const answer = await csv('page_size=1');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/csv/)]);
    expect(answer.headers.get('vary')).toMatch(/accept/i);
    const rows = answer.text.split('\r\n');
    expect(rows).toHaveLength(6);
    expect(rows[0]).toBe(
      'service_id,service_name,provider_id,provider_display_name,provider_email,connected_account_id,' +
        'external_user_id,host_first_name,host_last_name,host_email,host_state,warnings,version,updated_at',
    );
    expect(rows[2]).toMatch(
      new RegExp(
        `^${service(1)},Öl,${provider(2)},100%_Real,real@clinic.io,${connection},${hosts.bob},Bob,Low,` +
          `bob@zoom.io,ready,host_not_licensed,1,20.*Z$`,
      ),
    );
    expect(rows[4]).toBe(`${service(3)},"'=HYPERLINK(""x"", ""y"")",${provider(3)},Éric,,,,,,,unassigned,,0,`);
    expect(rows[5]).toBe('');
    expect((await csv('host_state=unassigned')).text.split('\r\n')).toHaveLength(3);
  });

  it('refuses what the list refuses', async () => {
    const answer = await csv('host_state=odd');
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'invalid']);
  });
});
