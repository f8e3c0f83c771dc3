/** Wakes the publisher of this process when credentials have changed. */
export class CredentialChangesSignal {
  private listener: () => void = () => undefined;

  bind(listener: () => void): void {
    this.listener = listener;
  }

  wake(): void {
    this.listener();
  }
}
