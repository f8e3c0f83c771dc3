/**
 * How long this process may still act on its leases. Measured from before the request that renewed them, so it never
 * ends later than the database's own deadline. Two clocks are read and the less favourable one counts: the monotonic
 * one doesn't jump, the wall clock goes on while a virtual machine is suspended.
 */
export class LeaseClock {
  #monotonicEnd = 0;
  #wallEnd = 0;

  /** Takes the time now; the result, called once the renewal has succeeded, moves the deadline. */
  beginRenewal(leaseMs: number): () => void {
    const monotonicEnd = performance.now() + leaseMs;
    const wallEnd = Date.now() + leaseMs;
    return () => {
      this.#monotonicEnd = monotonicEnd;
      this.#wallEnd = wallEnd;
    };
  }

  /** Milliseconds until the leases end; zero or less when they have ended. */
  remainingMs(): number {
    return Math.min(this.#monotonicEnd - performance.now(), this.#wallEnd - Date.now());
  }
}
