export { rebuild, REBUILDABLE, rollBack } from '../rebuild/rebuild.js';

/** What a rebuild without a name builds: projections that share a table are rebuilt once. */
export const ALL_PROJECTIONS: readonly string[] = ['current', 'history'];
