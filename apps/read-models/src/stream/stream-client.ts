import { frameJoiner, type JoinFrames } from './join-frames.js';
import type { StreamFilter } from './stream-filter.js';

/** The connection to a client: what is left of a response once its head was sent. */
export interface StreamSink {
  /** Bytes that were written and that the client has not taken yet. */
  readonly pendingBytes: number;
  /** The connection is closed. */
  readonly gone: boolean;
  write(frame: Buffer): void;
  /** Resolves when the client has taken what was written, or is gone. */
  drained(): Promise<void>;
  end(): void;
  /** Cuts the connection: the client comes back and resumes. */
  cut(): void;
}

/** Who has opened the stream. */
export interface StreamCaller {
  accountId: string;
  /** What can be revoked, or ends by itself, while the stream is open; undefined for the platform's token. */
  credential?: { id: string; expiresAt?: Date };
}

/** What a client may owe before it is cut off, in bytes: bounds the memory of a slow client. */
export const MAX_PENDING_BYTES = 1_048_576;

/** How long a client has to take the rest when its stream ends. */
const END_GRACE_MS = 500;

/** One open stream. While it still reads what it has missed, new frames wait in order. */
export class StreamClient {
  private waiting: Buffer[] | undefined = [];
  private waitingBytes = 0;
  private outgoing: Buffer[] = [];
  closed = false;

  constructor(
    readonly caller: StreamCaller,
    readonly wants: StreamFilter,
    readonly sink: StreamSink,
  ) {}

  /** A frame of the present. It leaves with {@link flush}. */
  push(frame: Buffer): void {
    if (this.waiting === undefined) {
      this.outgoing.push(frame);
      return;
    }
    this.waiting.push(frame);
    this.waitingBytes += frame.length;
  }

  /** Bytes that are held for a client that has not taken them. */
  get owed(): number {
    return this.waitingBytes + this.sink.pendingBytes;
  }

  /** Sends what was pushed, in one write; cuts the connection of a client that is too far behind. */
  flush(join: JoinFrames = frameJoiner()): void {
    if (this.closed) return;
    if (this.outgoing.length > 0) {
      const frames = this.outgoing;
      this.outgoing = [];
      this.sink.write(join(frames));
    }
    if (this.owed > MAX_PENDING_BYTES) this.cut();
  }

  /** The client has everything up to the present: what waited follows, and then each change as it comes. */
  goLive(): void {
    this.outgoing = this.waiting ?? [];
    this.waiting = undefined;
    this.waitingBytes = 0;
    this.flush();
  }

  /** Sends what was pushed, and nothing after it; a client that doesn't take it in time is cut off. */
  end(): void {
    this.flush();
    this.closed = true;
    this.sink.end();
    setTimeout(() => this.sink.cut(), END_GRACE_MS).unref();
  }

  /** The client comes back, and resumes. */
  cut(): void {
    this.closed = true;
    this.sink.cut();
  }
}
