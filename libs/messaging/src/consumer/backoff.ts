/** Milliseconds before try number `failures` + 1: doubling from `first`, at most `longest`. */
export function backoff(failures: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
}
