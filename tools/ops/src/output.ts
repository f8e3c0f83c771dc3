/** How a command prints its result: one JSON document, or lines for people. */
export class Output {
  constructor(
    readonly json: boolean,
    private readonly out: NodeJS.WritableStream = process.stdout,
    private readonly err: NodeJS.WriteStream = process.stderr,
  ) {}

  /** `lines` are for people; programs get the whole result. */
  result(result: object, lines: readonly string[]): void {
    const text = this.json ? asciiControls(JSON.stringify(result, null, 2)) : lines.map(printable).join('\n');
    if (text !== '') this.out.write(`${text}\n`);
  }

  /** One line for people, on standard error. */
  warn(line: string): void {
    if (!this.json) this.err.write(`${printable(line)}\n`);
  }

  /** Shows the progress of long work on standard error; without a terminal, one line for each phase. */
  progress(): Progress {
    return new Progress(this.json ? undefined : this.err);
  }
}

/** Control and format characters, including those that change the direction of text, except a plain space. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Foreign text must not control the terminal: such characters are shown by their code points. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** JSON escapes only control characters below the space; terminals know others, such as CSI in one byte. */
function asciiControls(json: string): string {
  return json.replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

const BAR = 30;

export class Progress {
  private phase = '';

  constructor(private readonly err: NodeJS.WriteStream | undefined) {}

  /**
   * @param total the amount of work, if known
   */
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

/** Columns of equal width; the first row is the heading. */
export function table(rows: readonly (readonly Cell[])[]): string[] {
  const texts = rows.map((row) => row.map((cell) => printable(String(cell ?? '-'))));
  const widths = texts[0]?.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0))) ?? [];
  return texts.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
