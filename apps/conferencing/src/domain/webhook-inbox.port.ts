import type { DirectoryChange } from './directory-change.js';

export interface WaitingChange {
  id: number;
  change: DirectoryChange;
  traceparent: string | null;
  /** Counts from 1 with each taking. */
  attempt: number;
}

/** What directories have told and nobody has applied yet. It survives every process. */
export abstract class WebhookInbox {
  /** Keeps a change until it is applied; one with the same digest is kept once. */
  abstract add(digest: Buffer, change: DirectoryChange, traceparent: string | null): Promise<void>;

  /** Takes changes that wait, the oldest first; nobody else gets them within half a minute. */
  abstract take(limit: number): Promise<WaitingChange[]>;

  /** Forgets what the change says; that it came is remembered for two days, longer than anybody sends it again. */
  abstract settle(id: number): Promise<void>;

  abstract retryLater(id: number, seconds: number): Promise<void>;

  /** Forgets what came more than two days ago. */
  abstract forgetOld(): Promise<void>;
}
