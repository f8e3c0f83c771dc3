/** How a command tells what it found: one JSON document, or lines for people. */
export class Output {
  constructor(
    readonly json: boolean,
    private readonly out: NodeJS.WritableStream = process.stdout,
    private readonly err: NodeJS.WriteStream = process.stderr,
  ) {}

  /** `lines` are what a person needs of the result; programs get all of it. */
  result(result: object, lines: readonly string[]): void {
    const text = this.json ? JSON.stringify(result, null, 2) : lines.join('\n');
    if (text !== '') this.out.write(`${text}\n`);
  }

  /** Shows how far long work is, on standard error; without a terminal a line for each phase. */
  progress(): Progress {
    return new Progress(this.json ? undefined : this.err);
  }
}

const BAR = 30;

export class Progress {
  private phase = '';

  constructor(private readonly err: NodeJS.WriteStream | undefined) {}

  /** @param total how much there is to do, when that is known */
  show(phase: string, done: number, total?: number): void {
    if (this.err === undefined) return;
    if (!this.err.isTTY) {
      if (phase !== this.phase) this.err.write(`${phase} …\n`);
    } else {
      const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total);
      const filled = Math.round((share ?? 0) * BAR);
      const bar = share === undefined ? '' : ` [${'#'.repeat(filled)}${' '.repeat(BAR - filled)}]`;
      this.err.write(`\r\x1b[K${phase}${bar} ${done}${total === undefined ? '' : `/${total}`}`);
    }
    this.phase = phase;
  }

  end(): void {
    if (this.err?.isTTY && this.phase !== '') this.err.write('\r\x1b[K');
  }
}

export type Cell = string | number | boolean | null | undefined;

/** Columns of equal width, the first row being the heading. */
export function table(rows: readonly (readonly Cell[])[]): string[] {
  const texts = rows.map((row) => row.map((cell) => String(cell ?? '-')));
  const widths = texts[0]?.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0))) ?? [];
  return texts.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
