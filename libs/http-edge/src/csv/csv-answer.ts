import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { type CsvCell, csvRow } from './csv-row.js';

/** One chunk of rows, each with as many cells as there are columns. */
export type CsvChunk = readonly (readonly CsvCell[])[];

async function* text(
  columns: readonly string[],
  first: IteratorResult<CsvChunk>,
  rest: AsyncIterator<CsvChunk>,
): AsyncGenerator<string> {
  try {
    yield csvRow(columns);
    for (let next = first; next.done !== true; next = await rest.next()) {
      if (next.value.length > 0) yield next.value.map(csvRow).join('');
    }
  } finally {
    // If the caller disconnects, the reading ends too.
    await rest.return?.();
  }
}

/**
 * An answer in CSV that holds one chunk in memory, for any number of rows. Resolves after the first chunk: a failure
 * before that is an ordinary error; a later failure cuts the answer off.
 *
 * @param filename the name under which a browser saves it
 */
export async function csvAnswer(
  columns: readonly string[],
  chunks: AsyncIterable<CsvChunk>,
  filename: string,
): Promise<StreamableFile> {
  const rows = chunks[Symbol.asyncIterator]();
  const stream = Readable.from(text(columns, await rows.next(), rows), { objectMode: false });
  return new StreamableFile(stream, {
    type: 'text/csv; charset=utf-8; header=present',
    disposition: `attachment; filename="${filename}"`,
  });
}
