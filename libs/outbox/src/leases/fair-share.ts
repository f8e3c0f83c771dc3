/**
 * How many partitions this relay should hold: the same for all, the first ones in order take one more when they don't
 * divide evenly. Every relay computes it from the same list, so the shares always add up to `partitions`.
 */
export function fairShare(partitions: number, owner: string, live: readonly string[]): number {
  const place = live.indexOf(owner);
  if (place === -1) return 0;
  return Math.floor(partitions / live.length) + (place < partitions % live.length ? 1 : 0);
}
