export interface CsvRow {
  /** The line on which the row begins, counted from 1. */
  line: number;
  cells: string[];
  /** A quotation mark was opened and never closed: the rest of the text is in the last cell. */
  unclosed: boolean;
}

const DELIMITERS = [',', ';', '\t'] as const;

/** The separator of the cells: the most frequent one in the first line. Spreadsheets paste tabs. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Rows of RFC 4180 and of its variants in spreadsheets, without empty lines. */
export function* csvRows(text: string, delimiter = delimiterOf(text)): Generator<CsvRow> {
  const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  let line = 1;
  let at = 0;
  while (at < clean.length) {
    const row: CsvRow = { line, cells: [], unclosed: false };
    for (;;) {
      const cell = clean[at] === '"' ? quoted(clean, at, delimiter) : plain(clean, at, delimiter);
      row.cells.push(cell.value.trim());
      row.unclosed ||= cell.unclosed;
      line += cell.lines;
      at = cell.end;
      if (clean[at] !== delimiter) break;
      at += 1;
    }
    if (clean[at] === '\r') at += 1;
    if (clean[at] === '\n') at += 1;
    line += 1;
    if (row.cells.some((value) => value !== '')) yield row;
  }
}

interface Cell {
  value: string;
  end: number;
  /** The number of line breaks inside. */
  lines: number;
  unclosed: boolean;
}

function plain(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end, lines: 0, unclosed: false };
}

function quoted(text: string, start: number, delimiter: string): Cell {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) {
      value += text.slice(at);
      return { value, end: text.length, lines: breaksIn(value), unclosed: true };
    }
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at += 1;
  }
  const lines = breaksIn(value);
  // Text after the closing mark belongs to the cell too, so that nothing is lost.
  const rest = plain(text, at, delimiter);
  return { value: value + rest.value, end: rest.end, lines, unclosed: false };
}

const breaksIn = (value: string): number => value.split('\n').length - 1;

/** One row of a file. A cell that a spreadsheet would run as a formula is made text. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',');
}
