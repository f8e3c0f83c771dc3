/**
 * The number of partitions for this relay: equal shares, and one more for the first relays in order if they do not
 * divide evenly. Every relay computes it from the same list, so the shares always add up to `partitions`.
 */
export function fairShare(partitions: number, owner: string, live: readonly string[]): number {
  const place = live.indexOf(owner);
  if (place === -1) return 0;
  return Math.floor(partitions / live.length) + (place < partitions % live.length ? 1 : 0);
}
