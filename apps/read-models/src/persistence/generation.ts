/**
 * The schemas that a projection's tables can stand in: `projection` is what queries read and the consumer writes,
 * `projection_next` is being rebuilt, `projection_previous` is what stood there before the last swap.
 */
export const GENERATIONS = ['projection', 'projection_next', 'projection_previous'] as const;
export type Generation = (typeof GENERATIONS)[number];

export const LIVE: Generation = 'projection';
export const NEXT: Generation = 'projection_next';
export const PREVIOUS: Generation = 'projection_previous';

/** A statement's text for each generation, made once: the texts stay constants that can be prepared. */
export function inEachGeneration(text: (generation: Generation) => string): Record<Generation, string> {
  return { projection: text(LIVE), projection_next: text(NEXT), projection_previous: text(PREVIOUS) };
}
