/**
 * How long this process may still act on its leases. Measured from before the renewing request, so it never ends later
 * than the database's own deadline. It reads two clocks and uses the stricter one: the monotonic clock does not jump,
 * and the wall clock continues while a virtual machine is suspended.
 */
export class LeaseClock {
  private monotonicEnd = 0;
  private wallEnd = 0;

  /** Reads the time now; the result, called after the renewal has succeeded, moves the deadline. */
  beginRenewal(leaseMs: number): () => void {
    const monotonicEnd = performance.now() + leaseMs;
    const wallEnd = Date.now() + leaseMs;
    return () => {
      this.monotonicEnd = monotonicEnd;
      this.wallEnd = wallEnd;
    };
  }

  /** Milliseconds until the leases expire; zero or less after that. */
  remainingMs(): number {
    return Math.min(this.monotonicEnd - performance.now(), this.wallEnd - Date.now());
  }
}
