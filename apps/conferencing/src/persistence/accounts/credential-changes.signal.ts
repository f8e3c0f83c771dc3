/** Tells the publisher of this process that credentials have changed. */
export class CredentialChangesSignal {
  private listener: () => void = () => undefined;

  bind(listener: () => void): void {
    this.listener = listener;
  }

  wake(): void {
    this.listener();
  }
}
