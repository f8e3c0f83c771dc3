import type { Attention } from '../api/types.js';
import { troublesOf } from './by-cause.js';

const pair = (host_state: string, connection: string | null, host: string | null, provider: string) =>
  ({
    host_state,
    provider_id: provider,
    conferencing: connection && { connected_account: { id: connection }, external_user: { id: host } },
  }) as unknown as Attention;

const shown = (pairs: Attention[]) =>
  troublesOf(pairs).map(({ cause, connection, host, pairs: theirs }) => [
    cause,
    connection?.id ?? null,
    host?.id ?? null,
    theirs.map(({ provider_id }) => provider_id).join(),
  ]);

describe('what needs attention', () => {
  it('is grouped by what mends it: a connection for all of its hosts, a host for all of their pairs', () => {
    expect(
      shown([
        pair('host_inactive', 'c1', 'ada', 'p1'),
        pair('account_reconnect_required', 'c2', 'ben', 'p2'),
        pair('account_reconnect_required', 'c2', 'cleo', 'p3'),
        pair('host_inactive', 'c1', 'dan', 'p4'),
        pair('host_inactive', 'c1', 'dan', 'p5'),
      ]),
    ).toEqual([
      ['account_reconnect_required', 'c2', null, 'p2,p3'],
      ['host_inactive', 'c1', 'dan', 'p4,p5'],
      ['host_inactive', 'c1', 'ada', 'p1'],
    ]);
  });

  it('keeps those apart that lost their host without a wish', () => {
    expect(shown([pair('unassigned', null, null, 'p1'), pair('unassigned', null, null, 'p2')])).toEqual([
      ['host_lost', null, null, 'p1,p2'],
    ]);
  });
});
