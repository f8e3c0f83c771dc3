export type CsvCell = string | number | null;

/** What a spreadsheet reads as a formula; some skip a tab or a carriage return before they look. */
const FORMULA = /^[=+\-@\t\r]/;

const NEEDS_QUOTES = /[",\r\n]/;

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One record of RFC 4180, with its CRLF. Null is an empty cell. A text that a spreadsheet would run as a formula gets a
 * leading apostrophe, so that it stays text.
 */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}
