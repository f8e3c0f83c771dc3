/** Who is signed in, as the console's server tells it. */
export interface Session {
  kind: 'account_token' | 'platform' | 'user';
  account: { id: string; name: string } | null;
  actor: string;
  /** As the OpenID provider calls the person. */
  name?: string | null;
  csrf_token: string;
  expires_at: string;
  /** What a platform token may choose from. */
  accounts?: { id: string; name: string }[];
}

/**
 * `over`: the session of the user has ended; the page stays, and they sign in again on top of it. `since`: a session that
 * began after it, perhaps in another tab, and does not act for the account of the page.
 */
export type SessionState =
  | { at: 'loading' }
  | { at: 'out' }
  | { at: 'in'; session: Session }
  | { at: 'over'; session: Session; since?: Session };

/** Holds the session and lets requests wait until the user has signed in again. */
export class SessionStore {
  private state: SessionState = { at: 'loading' };
  private readonly listeners = new Set<() => void>();
  private waiting: (() => void)[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SessionState => this.state;

  /** Of the session that acts for the account of the page. */
  get csrfToken(): string | undefined {
    return this.state.at === 'in' ? this.state.session.csrf_token : undefined;
  }

  /** Of the session that the browser has now. */
  get newestToken(): string | undefined {
    return this.state.at === 'over' ? this.state.since?.csrf_token : this.csrfToken;
  }

  signedIn(session: Session): void {
    const before = this.state.at === 'in' || this.state.at === 'over' ? this.state.session : undefined;
    // What stands on the page, and what waits, belongs to the account before.
    if (before?.account && before.account.id !== session.account?.id) {
      return this.set({ at: 'over', session: before, since: session });
    }
    this.set({ at: 'in', session });
    // Without an account nothing can be asked yet.
    if (session.account === null) return;
    const released = this.waiting;
    this.waiting = [];
    for (const release of released) release();
  }

  signedOut(): void {
    this.set({ at: 'out' });
  }

  /** A request was refused because the session is over. Resolves when there is a new one. */
  async renewed(): Promise<void> {
    if (this.state.at === 'in') this.set({ at: 'over', session: this.state.session });
    await new Promise<void>((release) => this.waiting.push(release));
  }

  private set(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

export const session = new SessionStore();
