/** Delay before attempt number `failures` + 1: doubles from `firstMs` up to `mostMs`, with up to a quarter of jitter. */
export function backoffMs(failures: number, firstMs: number, mostMs: number): number {
  const delay = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return delay * (1 - Math.random() / 4);
}
