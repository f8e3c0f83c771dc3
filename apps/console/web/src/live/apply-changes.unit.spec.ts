import type { LiveChange, Pair } from '../api/types.js';
import { newestByPair, pairsAfter } from './apply-changes.js';

const pair = (provider: string, version: number) =>
  ({
    service: { id: 'srv_1' },
    provider: { id: provider },
    version,
    host_state: 'ready',
    warnings: [{}],
  }) as unknown as Pair;
const change = (provider: string, version: number, host_state: string) =>
  ({ service_id: 'srv_1', provider_id: provider, version, host_state, data: null, occurred_at: 'then' }) as LiveChange;

it('a row takes on the newest change of its pair and stays in its place', () => {
  const newest = newestByPair([change('b', 6, 'host_inactive'), change('b', 7, 'unassigned'), change('b', 5, 'ready')]);
  const after = pairsAfter([pair('a', 1), pair('b', 4)], newest);
  expect(after.map(({ version, host_state }) => [version, host_state])).toEqual([
    [1, 'ready'],
    [7, 'unassigned'],
  ]);
  expect(after[1]?.warnings).toEqual([]);
});

it('a list that is as new already stays the same object, so nothing is drawn again', () => {
  const pairs = [pair('a', 7)];
  expect(pairsAfter(pairs, newestByPair([change('a', 7, 'unassigned'), change('z', 1, 'ready')]))).toBe(pairs);
});
