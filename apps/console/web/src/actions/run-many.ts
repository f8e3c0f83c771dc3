/** Requests in flight at once: fast for the person, and little load for the server. */
const AT_ONCE = 6;

/** Runs an action for each item, a few at a time. A failure does not stop the others. Results keep the order. */
export async function runMany<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
  onProgress: (done: number) => void = () => undefined,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await act(items[index]!);
      onProgress(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  return results;
}
