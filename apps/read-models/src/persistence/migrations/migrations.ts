import { PROJECTIONS } from '../../projections/projections.js';
import { Generations1795100000000 } from './1795100000000-generations.migration.js';
import { Callers1795100001000 } from './1795100001000-callers.migration.js';

/** Every migration of this app's database but those of the libraries. A released one is never changed: add another. */
export const MIGRATIONS = [
  Generations1795100000000,
  Callers1795100001000,
  ...PROJECTIONS.flatMap(({ migrations }) => migrations),
];
