/** Lets a loop wait until there is work for it; a wake-up during its work ends its next wait. */
export class Wakeup {
  private woken = false;
  private resume: (() => void) | undefined;

  wake(): void {
    if (this.resume === undefined) this.woken = true;
    else this.resume();
  }

  /** Resolves when woken, after `ms` at the latest. One caller at a time. */
  async wait(ms: number): Promise<void> {
    if (this.woken) {
      this.woken = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        this.resume = undefined;
        resolve();
      };
      const timer = setTimeout(finish, ms);
      this.resume = finish;
    });
  }
}
