interface MediaRange {
  type: string;
  quality: number;
}

function mediaRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = q === undefined ? 1 : Number(q.slice('q='.length));
  return { type, quality: Number.isNaN(quality) ? 0 : quality };
}

/** The most specific range decides (RFC 9110, 12.5.1). */
function qualityOf(ranges: readonly MediaRange[], type: string): number {
  const group = `${type.split('/')[0]}/*`;
  for (const wanted of [type, group, '*/*']) {
    const found = ranges.find((range) => range.type === wanted);
    if (found !== undefined) return found.quality;
  }
  return 0;
}

/**
 * Whether a caller prefers CSV to JSON. Without a preference it is JSON.
 *
 * @param accept the header `Accept`
 */
export function wantsCsv(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  const ranges = accept.split(',').map(mediaRange);
  const csv = qualityOf(ranges, 'text/csv');
  const json = qualityOf(ranges, 'application/json');
  // A browser that sends `text/csv, */*` names CSV explicitly.
  const named =
    ranges.some(({ type }) => type === 'text/csv') && !ranges.some(({ type }) => type === 'application/json');
  return csv > json || (named && csv > 0 && csv === json);
}
