/** How many requests are on their way at once: quick for the person, light for the server. */
const AT_ONCE = 6;

/** Does each of many things, a few at a time; one that fails doesn't stop the others. Results keep the order. */
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
