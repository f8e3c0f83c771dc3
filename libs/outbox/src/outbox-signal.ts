import { check, refuseWrongArguments } from '@conferencing/kernel';

/**
 * Notifies the relays of committed rows: call `wake()` after a commit. The relay of this process starts at once; other
 * processes receive a separate NOTIFY, at most one in each window. A NOTIFY inside the writing transactions would take
 * a server-wide lock and cost more than half of the write throughput.
 */
export class OutboxSignal {
  private relay: { wake(): void; ownsEverything(): boolean } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private again = false;

  /** `notify` sends the NOTIFY; its errors are ignored, because every relay also polls. */
  constructor(
    private readonly notify: () => Promise<unknown>,
    private readonly windowMs = 8,
  ) {
    refuseWrongArguments('OutboxSignal', { notify }, { notify: check.callback });
  }

  /** Connects the relay of this process, if there is one. */
  bind(relay: { wake(): void; ownsEverything(): boolean }): void {
    refuseWrongArguments('bind of OutboxSignal', { relay }, { relay: check.objectWith('an OutboxRelay', 'wake') });
    this.relay = relay;
  }

  wake(): void {
    this.relay?.wake();
    if (this.relay?.ownsEverything() === true) return;
    if (this.timer !== undefined) {
      this.again = true;
      return;
    }
    this.send();
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.again = false;
  }

  private send(): void {
    this.notify().catch(() => undefined);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (!this.again) return;
      this.again = false;
      this.send();
    }, this.windowMs);
    this.timer.unref();
  }
}
