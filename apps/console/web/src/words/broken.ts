import type { HostState } from '../api/types.js';
import { HOST_STATES } from './states.js';

/** States in which a pair has a host and its meetings would fail. */
export const BROKEN_STATES: readonly HostState[] = HOST_STATES.filter(
  (state) => state !== 'ready' && state !== 'unassigned',
);
