import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { AccountScope } from './account-scope.request.js';
import { GetConferencing } from './get-conferencing.query.js';
import { GetHistory } from './get-history.query.js';
import { GetImpact } from './get-impact.query.js';
import { ListChanges } from './list-changes.query.js';
import { ListConferencing } from './list-conferencing.query.js';
import { ListHosts } from './list-hosts.query.js';

const service_id = 'srv_000000000001';
const provider_id = 'prov_000000000001';

/** Names of the wrong parameters. */
function wrongIn(query: new () => object, parameters: object): string[] {
  return validateSync(plainToInstance(query, parameters)).map(({ property }) => property);
}

it.each<[new () => object, object]>([
  [GetConferencing, { service_id, provider_id }],
  [GetConferencing, { service_id, provider_id, min_version: 7, wait_ms: 5000 }],
  [ListConferencing, {}],
  [ListConferencing, { service_id, provider_id, host_state: 'host_removed', page: 1, page_size: 200 }],
  [ListHosts, { external_user_id: 'exusr_000000000001' }],
  [GetImpact, { connected_account_id: 'cact_000000000001' }],
  [GetHistory, { service_id, provider_id, page: 2 }],
  [ListChanges, {}],
  [
    ListChanges,
    {
      since: '2026-01-01T00:00:00Z',
      until: '2026-01-02T00:00:00.123Z',
      actor: 'user:7',
      change: 'cleared',
      provider_id,
    },
  ],
  [ListChanges, { batch_id: 'bat_000000000001', actor: 'platform', page: 2, page_size: 200 }],
  [AccountScope, { account_id: 'acct_000000000001' }],
])('%p takes %p', (query, parameters) => {
  expect(wrongIn(query, parameters)).toEqual([]);
});

it.each<[new () => object, object, string[]]>([
  [GetConferencing, {}, ['service_id', 'provider_id']],
  [GetConferencing, { service_id, provider_id, min_version: 0, wait_ms: 5001 }, ['min_version', 'wait_ms']],
  [GetConferencing, { service_id, provider_id, min_version: 'soon', wait_ms: '-1' }, ['min_version', 'wait_ms']],
  [ListConferencing, { page: 0, page_size: 201, host_state: 'fine' }, ['host_state', 'page', 'page_size']],
  [ListConferencing, { page: '1.5', page_size: [50] }, ['page', 'page_size']],
  [ListHosts, { external_user_id: 'cact_000000000001' }, ['external_user_id']],
  [GetImpact, { connected_account_id: null }, ['connected_account_id']],
  [GetHistory, { service_id: [service_id], provider_id }, ['service_id']],
  [ListChanges, { since: 'odd', until: '2026-02-30T00:00:00Z', actor: 'odd' }, ['since', 'until', 'actor']],
  [ListChanges, { batch_id: 'bat_1', change: 'odd', service_id: 1 }, ['batch_id', 'change', 'service_id']],
])('%p refuses %p', (query, parameters, wrong) => {
  expect(wrongIn(query, parameters).toSorted()).toEqual(wrong.toSorted());
});

it('numbers may arrive as text, as they do over HTTP', () => {
  expect(plainToInstance(ListHosts, { page: '2', page_size: '10' })).toMatchObject({ page: 2, page_size: 10 });
});
