import { type LiveChange, pairKey } from '../api/types.js';

const KEPT_MS = 20_000;

/** What changed just now, for the mark beside it. */
class RecentChanges {
  private entries = new Map<string, LiveChange>();
  private readonly listeners = new Set<() => void>();
  private feed: readonly LiveChange[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly of = (key: string): LiveChange | undefined => this.entries.get(key);

  /** The newest ones, newest first; for the overview and for screen readers. */
  readonly latest = (): readonly LiveChange[] => this.feed;

  add(changes: readonly LiveChange[]): void {
    for (const change of changes) this.entries.set(pairKey(change), change);
    this.feed = [...changes.slice(-20).reverse(), ...this.feed].slice(0, 20);
    this.tell();
    setTimeout(() => this.forget(changes), KEPT_MS);
  }

  private forget(changes: readonly LiveChange[]): void {
    for (const change of changes) {
      const key = pairKey(change);
      if (this.entries.get(key) === change) this.entries.delete(key);
    }
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const recentChanges = new RecentChanges();
