import { frameJoiner, type JoinFrames } from './join-frames.js';
import type { StreamFilter } from './stream-filter.js';

/** The connection to a client, after the head of the response was sent. */
export interface StreamSink {
  /** Bytes that were written and that the client has not read. */
  readonly pendingBytes: number;
  /** The connection is closed. */
  readonly gone: boolean;
  write(frame: Buffer): void;
  /** Resolves when the client has read what was written, or has disconnected. */
  drained(): Promise<void>;
  end(): void;
  /** Closes the connection: the client connects again and resumes. */
  cut(): void;
}

/** The caller that opened the stream. */
export interface StreamCaller {
  accountId: string;
  /** The credential that can be revoked or expire while the stream is open; undefined for the platform's token. */
  credential?: { id: string; expiresAt?: Date };
}

/** Limit of unread bytes of a client: bounds the memory of a slow client. */
const MAX_PENDING_BYTES = 1_048_576;

/** Milliseconds that a client has to read the rest when its stream ends. */
const END_GRACE_MS = 500;

/** One open stream. While the client still reads the changes that it missed, new frames wait in order. */
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

  /** Adds a new frame. It is sent with {@link flush}. */
  push(frame: Buffer): void {
    if (this.waiting === undefined) {
      this.outgoing.push(frame);
      return;
    }
    this.waiting.push(frame);
    this.waitingBytes += frame.length;
  }

  /** Bytes that are held for a client that has not read them. */
  get owed(): number {
    return this.waitingBytes + this.sink.pendingBytes;
  }

  /** Sends the added frames in one write; disconnects a client that is too far behind. */
  flush(join: JoinFrames = frameJoiner()): void {
    if (this.closed) return;
    if (this.outgoing.length > 0) {
      const frames = this.outgoing;
      this.outgoing = [];
      this.sink.write(join(frames));
    }
    if (this.owed > MAX_PENDING_BYTES) this.cut();
  }

  /** The client has everything up to now: the waiting frames follow, and then each change as it happens. */
  goLive(): void {
    this.outgoing = this.waiting ?? [];
    this.waiting = undefined;
    this.waitingBytes = 0;
    this.flush();
  }

  /** Sends the added frames and nothing after them; a client that does not read them in time is disconnected. */
  end(): void {
    this.flush();
    this.closed = true;
    this.sink.end();
    setTimeout(() => this.sink.cut(), END_GRACE_MS).unref();
  }

  /** The client connects again and resumes. */
  cut(): void {
    this.closed = true;
    this.sink.cut();
  }
}
