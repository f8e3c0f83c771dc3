import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Database } from '@conferencing/database';
import { DomainError } from '@conferencing/kernel';
import { CredentialStore } from '../callers/credential-store.js';
import { AppliedSignal } from '../visibility/applied-signal.js';
import { catchUp } from './catch-up.js';
import { READ_TRIMMED } from './read-stream.sql.js';
import { decodeCursor, trimmedCursor, unknownCursor } from './stream-cursor.js';
import { streamFilter } from './stream-filter.js';
import { eventFrame, HEARTBEAT_FRAME, openingFrame } from './stream-frame.js';
import type { StreamRequest } from './stream.request.js';
import { type StreamCaller, StreamClient, type StreamSink } from './stream-client.js';
import { StreamGuard } from './stream-guard.js';
import { StreamTail } from './stream-tail.js';
import { StreamTurns } from './stream-turns.js';
import type { StreamRow } from './stream.row.js';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 1_000;

/** All open streams of this process, fed by one reader of the history. */
@Injectable()
export class ConferencingStream implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ConferencingStream.name);
  private readonly byAccount = new Map<string, Set<StreamClient>>();
  private readonly turns = new StreamTurns();
  private readonly tail: StreamTail;
  private readonly heartbeat: NodeJS.Timeout;
  private readonly guard: StreamGuard;
  private count = 0;
  private closing = false;

  constructor(
    private readonly database: Database,
    signal: AppliedSignal,
    credentials: CredentialStore,
  ) {
    this.tail = new StreamTail(database, (row, positions) => this.fanOut(row, positions));
    signal.onApplied(() => this.follow());
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
    this.guard = new StreamGuard(credentials, () => this.clients());
  }

  get size(): number {
    return this.count;
  }

  /**
   * Opens a stream, from now on or after the event with the given id: changes of a pair come in order, without a gap
   * and without a repetition, whichever process answers.
   *
   * @param open sends the response's head; called when the request can no longer be refused
   * @throws DomainError `malformed_request` if no process has issued that id, or what followed is no longer kept
   */
  async open(
    caller: StreamCaller,
    request: StreamRequest,
    lastEventId: string | undefined,
    open: () => StreamSink,
  ): Promise<() => void> {
    const seen = lastEventId === undefined || lastEventId === '' ? undefined : decodeCursor(lastEventId);
    const asked = new Map(seen);
    const present = await this.join(seen);
    const client = new StreamClient(caller, streamFilter(request), open());
    this.add(client);
    try {
      client.sink.write(openingFrame(seen ?? present, RETRY_MS));
      if (seen !== undefined) {
        await catchUp(this.database, client, seen, present);
        // What was still to be read may have been deleted meanwhile.
        await this.refuseTrimmed(asked);
      }
      if (!client.closed) client.goLive();
    } catch (error) {
      // The head was sent, so the only way to report the failure is to close the connection; the client resumes.
      this.logger.warn({ err: error }, 'A stream could not read the changes that it missed');
      client.sink.cut();
    }
    return () => this.remove(client);
  }

  /** Ends the streams; a client that does not read would delay the shutdown, so it is disconnected. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    clearInterval(this.heartbeat);
    this.guard.stop();
    for (const client of this.clients()) client.end();
  }

  /** Brings the reader to the position that the other process had when it issued the id. */
  private async join(seen: ReadonlyMap<number, number> | undefined): Promise<Map<number, number>> {
    this.count += 1;
    try {
      if (seen !== undefined) await this.refuseTrimmed(seen);
      await this.tail.read();
      // From here to `add` nothing may wait: what the tail delivers meanwhile would be missing.
      const present = this.tail.snapshot();
      if (this.closing) throw shuttingDown();
      for (const [lane, position] of seen ?? []) if (position > (present.get(lane) ?? 0)) throw unknownCursor();
      return present;
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  private async refuseTrimmed(seen: ReadonlyMap<number, number>): Promise<void> {
    const trimmed = await this.database.query<{ lane: number; position: number }>(READ_TRIMMED);
    if (trimmed.some(({ lane, position }) => (seen.get(lane) ?? 0) < position)) throw trimmedCursor();
  }

  private follow(): void {
    if (this.count === 0) return;
    this.tail.read().catch((error: unknown) => this.logger.warn({ err: error }, 'The stream cannot be read now'));
  }

  private fanOut(row: StreamRow, positions: ReadonlyMap<number, number>): void {
    const clients = this.byAccount.get(row.account_id);
    if (clients === undefined) return;
    let frame: Buffer | undefined;
    for (const client of clients) {
      if (client.closed || !client.wants(row)) continue;
      frame ??= eventFrame(row, positions);
      client.push(frame);
      this.turns.take(client);
    }
  }

  private beat(): void {
    for (const client of this.clients()) {
      client.push(HEARTBEAT_FRAME);
      this.turns.take(client);
    }
  }

  private *clients(): Iterable<StreamClient> {
    for (const clients of this.byAccount.values()) yield* clients;
  }

  private add(client: StreamClient): void {
    const clients = this.byAccount.get(client.caller.accountId) ?? new Set();
    this.byAccount.set(client.caller.accountId, clients.add(client));
  }

  private remove(client: StreamClient): void {
    client.closed = true;
    const clients = this.byAccount.get(client.caller.accountId);
    if (clients?.delete(client) !== true) return;
    if (clients.size === 0) this.byAccount.delete(client.caller.accountId);
    this.leave();
  }

  private leave(): void {
    this.count -= 1;
    if (this.count === 0) this.tail.stop();
  }
}

function shuttingDown(): DomainError {
  return new DomainError('unavailable', {
    code: 'unavailable',
    detail: 'This process is shutting down. Please connect again.',
  });
}
