import type { DirectoryChange } from './directory-change.js';

export interface WaitingChange {
  id: number;
  change: DirectoryChange;
  traceparent: string | null;
  /** Counts from 1 with each attempt. */
  attempt: number;
}

/** Changes from webhooks that are not applied yet. They survive a crash of any process. */
export abstract class WebhookInbox {
  /** Stores a change until it is applied; a change with the same digest is stored once. */
  abstract add(digest: Buffer, change: DirectoryChange, traceparent: string | null): Promise<void>;

  /** Takes waiting changes, oldest first; no other process gets them within half a minute. */
  abstract take(limit: number): Promise<WaitingChange[]>;

  /** Deletes the content of the change; its digest stays for days (`WEBHOOK_RETENTION_DAYS`), longer than any provider resends it. */
  abstract settle(id: number): Promise<void>;

  abstract retryLater(id: number, seconds: number): Promise<void>;
}
