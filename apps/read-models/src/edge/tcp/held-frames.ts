/** One connection's share of the memory of incomplete frames. */
export interface FrameHolder {
  /** In characters. */
  held: number;
  cut(): void;
}

/** Bounds the memory of incomplete frames over all connections: above the limit, the largest one is closed. */
export class HeldFrames {
  private readonly holders = new Set<FrameHolder>();
  private total = 0;

  /**
   * @param most in characters of at most two bytes
   */
  constructor(private readonly most: number) {}

  update(holder: FrameHolder, held: number): void {
    this.total += held - holder.held;
    holder.held = held;
    if (held > 0) this.holders.add(holder);
    else this.holders.delete(holder);
    while (this.total > this.most) {
      const largest = [...this.holders].reduce((one, other) => (other.held > one.held ? other : one));
      this.update(largest, 0);
      largest.cut();
    }
  }
}
