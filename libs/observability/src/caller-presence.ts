/** Whether a caller still waits for the answer to a request. */
export class CallerPresence {
  private left = false;
  private listeners: Set<() => void> | undefined;

  get hasLeft(): boolean {
    return this.left;
  }

  /**
   * Calls the listener once when the caller leaves; at once when they have left already.
   *
   * @returns a function that removes the listener
   */
  onLeave(listener: () => void): () => void {
    if (this.left) {
      listener();
      return () => undefined;
    }
    const listeners = (this.listeners ??= new Set());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  leave(): void {
    if (this.left) return;
    this.left = true;
    const { listeners } = this;
    this.listeners = undefined;
    for (const listener of listeners ?? []) listener();
  }
}
