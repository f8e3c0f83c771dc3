/** Milliseconds after the last key during which the user counts as typing. */
const TYPING_MS = 2_000;

/** Knows whether the user is busy, so that lists do not move during their work. */
export class Busy {
  private readonly reasons = new Set<symbol>();
  private waiting = new Map<string, () => void>();
  private typedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Until the returned function is called: a dialog is open, or rows are selected. */
  readonly hold = (): (() => void) => {
    const reason = Symbol('busy');
    this.reasons.add(reason);
    return () => {
      this.reasons.delete(reason);
      this.release();
    };
  };

  readonly typed = (): void => {
    this.typedAt = this.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.release(), TYPING_MS);
  };

  get busy(): boolean {
    return this.reasons.size > 0 || this.now() - this.typedAt < TYPING_MS;
  }

  /** Does it now, or once nobody is busy; the same thing waits once. */
  whenFree(name: string, act: () => void): void {
    if (this.busy) this.waiting.set(name, act);
    else act();
  }

  private release(): void {
    if (this.busy) return;
    const acts = [...this.waiting.values()];
    this.waiting = new Map();
    for (const act of acts) act();
  }
}

export const busy = new Busy();
