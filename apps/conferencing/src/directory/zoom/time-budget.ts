/** The time left until the caller needs an answer. Progress restarts it. */
export class TimeBudget {
  private deadline: number;

  constructor(
    private readonly ms: number,
    readonly signal?: AbortSignal,
  ) {
    this.deadline = performance.now() + ms;
  }

  /** Milliseconds; negative after the deadline. */
  left(): number {
    return this.deadline - performance.now();
  }

  progress(): void {
    this.deadline = performance.now() + this.ms;
  }
}
