import { currentProjection } from './current/current.projection.js';
import { historyProjection } from './history/history.projection.js';
import type { Projection } from './projection.js';

/**
 * Everything that is built from the topic, in the order in which a batch is applied: what needs no answer first, so that
 * the server is busy with it meanwhile.
 */
export const PROJECTIONS: readonly Projection[] = [currentProjection, historyProjection];
