/** One connection's share of what is held of frames that are not complete yet. */
export interface FrameHolder {
  /** In characters. */
  held: number;
  cut(): void;
}

/** Bounds what unfinished frames take in memory, over all connections: the largest one pays. */
export class HeldFrames {
  private readonly holders = new Set<FrameHolder>();
  private total = 0;

  /** @param most in characters, of two bytes at most */
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
