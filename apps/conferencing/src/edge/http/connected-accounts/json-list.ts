import { Readable } from 'node:stream';

async function* body(
  first: IteratorResult<readonly object[]>,
  rest: AsyncIterator<readonly object[]>,
): AsyncGenerator<string> {
  yield '{"data":[';
  let separator = '';
  for (let next = first; next.done !== true; next = await rest.next()) {
    if (next.value.length === 0) continue;
    yield separator + next.value.map((item) => JSON.stringify(item)).join(',');
    separator = ',';
  }
  yield ']}';
}

/**
 * The text of `{"data":[…]}` as a stream that holds one chunk at a time, for lists of any length. Resolves after the
 * first chunk, so that an immediate failure is still an ordinary error.
 */
export async function jsonList(chunks: AsyncIterable<readonly object[]>): Promise<Readable> {
  const iterator = chunks[Symbol.asyncIterator]();
  return Readable.from(body(await iterator.next(), iterator), { objectMode: false });
}
