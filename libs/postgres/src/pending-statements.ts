/** What was sent in a transaction and is not waited for, on a connection that can have several statements under way. */
export class PendingStatements {
  #sent: Promise<unknown>[] = [];

  constructor(private readonly pipeline: boolean) {}

  /** Resolves when the next statement can be sent. */
  async add(sent: Promise<unknown>): Promise<void> {
    if (!this.pipeline) {
      await sent;
      return;
    }
    // Whoever ends the transaction gets the failure.
    sent.catch(() => undefined);
    this.#sent.push(sent);
  }

  /** Resolves when all of it has succeeded; rejects with the first failure, which makes the later ones fail as well. */
  async settled(): Promise<void> {
    const sent = this.#sent;
    this.#sent = [];
    for (const one of sent) await one;
  }

  /** What was at fault when the given error came up: a statement that failed earlier makes everything after it fail. */
  async cause(error: unknown): Promise<unknown> {
    try {
      await this.settled();
      return error;
    } catch (earlier) {
      return earlier;
    }
  }
}
