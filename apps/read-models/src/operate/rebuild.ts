import { PROJECTIONS } from '../projections/projections.js';

export { rebuild, REBUILDABLE, rollBack } from '../rebuild/rebuild.js';

/** The projections of a rebuild without a name: projections that share a table are rebuilt once. */
export const ALL_PROJECTIONS: readonly string[] = PROJECTIONS.map(({ name }) => name);
