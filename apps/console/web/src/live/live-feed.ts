import type { LiveChange } from '../api/types.js';
import type { SseEnd, SseMessage } from './sse-connection.js';

/** `late`: the connection is gone, and what is shown may be old. */
export type LiveStatus = 'connecting' | 'live' | 'late';

export interface LiveFeedOptions {
  read: (
    url: string,
    lastEventId: string | undefined,
    signal: AbortSignal,
    on: { open: () => void; id: (id: string) => void; message: (message: SseMessage) => void },
  ) => Promise<SseEnd>;
  url: string;
  /** Changes in the order in which they happened; those that come together are given together. */
  changes: (changes: readonly LiveChange[]) => void;
  /** Something may have been missed: everything that is shown has to be read anew. Called when the stream is open. */
  gap: () => void;
  /** Resolves when the user has signed in again. */
  renewed: () => Promise<void>;
  wait: (ms: number) => Promise<void>;
  /** Collects what comes within one moment. */
  soon: (flush: () => void) => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Follows the account's changes for as long as the page is open, and comes back after every loss without a gap. */
export class LiveFeed {
  private readonly stopped = new AbortController();
  private readonly listeners = new Set<() => void>();
  private status: LiveStatus = 'connecting';
  private lastId: string | undefined;
  private missed = false;
  private wait = FIRST_WAIT_MS;
  private pending: LiveChange[] = [];

  constructor(private readonly options: LiveFeedOptions) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): LiveStatus => this.status;

  async run(): Promise<void> {
    const { read, url, renewed, wait } = this.options;
    while (!this.stopped.signal.aborted) {
      const end = await read(url, this.lastId, this.stopped.signal, {
        open: () => this.opened(),
        id: (id) => (this.lastId = id),
        message: ({ id, data }) => this.take(id, data),
      });
      if (this.stopped.signal.aborted) return;
      this.become('late');
      if (this.lastId === undefined) this.missed = true;
      if (end === 'unauthorized') await renewed();
      else if (end === 'unknown_id') this.forget();
      else {
        await wait(this.wait);
        this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
      }
    }
  }

  stop(): void {
    this.stopped.abort();
  }

  private opened(): void {
    this.wait = FIRST_WAIT_MS;
    this.become('live');
    if (!this.missed) return;
    this.missed = false;
    this.options.gap();
  }

  /** The server doesn't know where this page was: begin at the present, and read the state anew. */
  private forget(): void {
    this.lastId = undefined;
    this.missed = true;
  }

  private take(id: string | undefined, data: string): void {
    if (id !== undefined) this.lastId = id;
    this.pending.push(JSON.parse(data) as LiveChange);
    if (this.pending.length === 1) this.options.soon(() => this.flush());
  }

  private flush(): void {
    const changes = this.pending;
    this.pending = [];
    this.options.changes(changes);
  }

  private become(status: LiveStatus): void {
    if (this.status === status) return;
    this.status = status;
    for (const listener of this.listeners) listener();
  }
}
