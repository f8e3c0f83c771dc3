/** The time that is left until a caller has to be told something. Progress starts it anew. */
export class TimeBudget {
  private deadline: number;

  constructor(
    private readonly ms: number,
    readonly signal?: AbortSignal,
  ) {
    this.deadline = performance.now() + ms;
  }

  /** Milliseconds; negative when it is over. */
  left(): number {
    return this.deadline - performance.now();
  }

  progress(): void {
    this.deadline = performance.now() + this.ms;
  }
}
