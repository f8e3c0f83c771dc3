/** Sent statements of a transaction that are not awaited, on a connection that can have several in flight. */
export class PendingStatements {
  private sent: Promise<unknown>[] = [];

  constructor(private readonly pipeline: boolean) {}

  /** Resolves when the next statement can be sent. */
  async add(sent: Promise<unknown>): Promise<void> {
    if (!this.pipeline) {
      await sent;
      return;
    }
    // The code that ends the transaction receives the failure.
    sent.catch(() => undefined);
    this.sent.push(sent);
  }

  /** Resolves when all of them have succeeded; rejects with the first failure, which makes the later ones fail too. */
  async settled(): Promise<void> {
    const sent = this.sent;
    this.sent = [];
    for (const one of sent) await one;
  }

  /** The cause of the given error: a statement that failed earlier makes every later one fail. */
  async cause(error: unknown): Promise<unknown> {
    try {
      await this.settled();
      return error;
    } catch (earlier) {
      return earlier;
    }
  }
}
