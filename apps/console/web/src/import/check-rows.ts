import { type Column, headerOf, type ImportKind } from './columns.js';
import { type CsvRow, csvLine, csvRows } from './csv-rows.js';
import type { Reference } from './reference.js';

export interface UsableRow {
  line: number;
  /** As it was given. */
  text: string;
  service_id: string | null;
  provider_id: string;
  external_user_id: string;
  /** The pair as it is now; null for a mapping. */
  now: { version: number; host: string | null } | null;
}

interface Problem {
  line: number;
  text: string;
  reason: string;
}

export interface Checked {
  /** Rows with data, the header not counted. */
  rows: number;
  usable: UsableRow[];
  /** Rows that would change nothing. */
  unchanged: number;
  problems: number;
  /** The first unusable rows. */
  shown: Problem[];
  byReason: [string, number][];
  /** All unusable rows, as a file with the reason in a column of its own. */
  problemsCsv: string;
}

const SHOWN = 200;
const EVERY = 5_000;

/** Finds the usable rows, and the reason for each other row, before anything is written. */
export function checkRows(
  text: string,
  kind: ImportKind,
  reference: Reference,
  onProgress: (rows: number) => void = () => undefined,
): Checked {
  const check = new Check(kind, reference);
  for (const row of csvRows(text)) {
    check.take(row);
    if (check.rows % EVERY === 0) onProgress(check.rows);
  }
  return check.result();
}

const WORDS: Readonly<Record<Column, string>> = { service: 'service', provider: 'provider', host: 'Zoom user' };

const textOf = ({ cells }: CsvRow): string => cells.join(', ');

/** Why a row is unusable: the same sentence for all rows with the same problem. */
class Unusable extends Error {}

class Check {
  rows = 0;
  private header: ReturnType<typeof headerOf> | undefined;
  private unchanged = 0;
  private readonly usable: UsableRow[] = [];
  private readonly problems: Problem[] = [];
  private readonly counts = new Map<string, number>();
  private readonly firstLines = new Map<string, number>();

  constructor(
    private readonly kind: ImportKind,
    private readonly reference: Reference,
  ) {}

  take(row: CsvRow): void {
    if (this.header === undefined) {
      this.header = headerOf(row.cells, this.kind);
      if (this.header.named) return;
    }
    this.rows += 1;
    try {
      const usable = this.use(row);
      if (usable === undefined) this.unchanged += 1;
      else this.usable.push(usable);
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      this.problems.push({ line: row.line, text: textOf(row), reason: error.message });
      this.counts.set(error.message, (this.counts.get(error.message) ?? 0) + 1);
    }
  }

  result(): Checked {
    const lines = this.problems.map(({ line, text, reason }) => csvLine([String(line), reason, text]));
    return {
      rows: this.rows,
      usable: this.usable,
      unchanged: this.unchanged,
      problems: this.problems.length,
      shown: this.problems.slice(0, SHOWN),
      byReason: [...this.counts].sort(([, a], [, b]) => b - a),
      problemsCsv: [csvLine(['line', 'reason', 'row']), ...lines].join('\r\n'),
    };
  }

  /** @returns undefined when nothing would change */
  private use(row: CsvRow): UsableRow | undefined {
    if (row.unclosed) throw new Unusable('A quotation mark is opened and not closed.');
    const service_id = this.kind === 'assignments' ? this.idOf('service', row) : null;
    const provider_id = this.idOf('provider', row);
    const external_user_id = this.idOf('host', row);
    const key = `${service_id ?? ''}/${provider_id}`;
    const now = service_id === null ? null : this.reference.pairs.get(key);
    if (now === undefined) throw new Unusable('This provider is not assigned to this service.');
    if (this.firstLines.has(key)) throw new Unusable('An earlier row is about the same assignment or provider.');
    this.firstLines.set(key, row.line);
    if (now?.host === external_user_id) return undefined;
    return { line: row.line, text: textOf(row), service_id, provider_id, external_user_id, now };
  }

  private idOf(column: Column, { cells }: CsvRow): string {
    const word = WORDS[column];
    const value = cells[this.header?.at[column] ?? -1] ?? '';
    if (value === '') {
      const missing = this.header?.missing.includes(column);
      throw new Unusable(missing ? `There is no column for the ${word}.` : `The ${word} is missing.`);
    }
    const index = { service: 'services', provider: 'providers', host: 'users' } as const;
    const ids = this.reference[index[column]].get(value.toLowerCase());
    if (ids === undefined) throw new Unusable(`There is no such ${word}.`);
    if (ids.size > 1) throw new Unusable(`Several have this name: use the email or the id of the ${word}.`);
    return [...ids][0]!;
  }
}
