/**
 * The schemas of a projection's tables: `projection` is what queries read and the consumer writes, `projection_next` is
 * being rebuilt, `projection_previous` is the one before the last swap.
 */
const GENERATIONS = ['projection', 'projection_next', 'projection_previous'] as const;
export type Generation = (typeof GENERATIONS)[number];

export const LIVE = 'projection' satisfies Generation;
export const NEXT = 'projection_next' satisfies Generation;
export const PREVIOUS = 'projection_previous' satisfies Generation;

/** The generations that rows are written to. */
export type WrittenGeneration = Exclude<Generation, 'projection_previous'>;

/** A statement's text for each generation, made once, so that the texts stay constants that can be prepared. */
export function inEachGeneration(text: (generation: Generation) => string): Record<WrittenGeneration, string> {
  return { projection: text('projection'), projection_next: text('projection_next') };
}
