import type { HostState, Summary } from '../api/types.js';
import { HOST_STATES } from './states.js';

/** States in which a pair has a host and its meetings would fail. */
export const BROKEN_STATES: readonly HostState[] = HOST_STATES.filter(
  (state) => state !== 'ready' && state !== 'unassigned',
);

export const brokenPairs = ({ by_host_state: by }: Summary): number =>
  BROKEN_STATES.reduce((sum, state) => sum + (by?.[state] ?? 0), 0);
