import { type ConnectionStatus, hostState, troubleReasons } from './host-state.js';

const host = (connectionStatus: ConnectionStatus, userStatus: string, removed = false) => ({
  connectionStatus,
  userStatus,
  removed,
});

describe('the state of a host', () => {
  it.each([
    ['ready', host('active', 'active')],
    ['account_reconnect_required', host('reconnect_required', 'inactive', true)],
    ['account_insufficient_permissions', host('insufficient_permissions', 'pending')],
    ['host_removed', host('active', 'inactive', true)],
    ['host_inactive', host('active', 'inactive')],
    ['host_pending', host('active', 'pending')],
    ['host_inactive', host('active', 'a_status_of_tomorrow')],
    ['unassigned', null],
  ])('is %s', (state, condition) => {
    expect(hostState(condition)).toBe(state);
  });

  it('lists every problem, the most fundamental first', () => {
    const codes = troubleReasons(host('reconnect_required', 'inactive')).map(({ code }) => code);
    expect(codes).toEqual(['account_reconnect_required', 'host_inactive']);
  });

  it('lists no problem for a host who is ready', () => {
    expect(troubleReasons(host('active', 'active'))).toEqual([]);
  });
});
