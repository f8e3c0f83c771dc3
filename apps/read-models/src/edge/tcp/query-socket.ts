import type { Socket } from 'node:net';
import type { RpcError } from '@conferencing/contracts';
import { CallerPresence } from '@conferencing/observability';
import { JsonSocket } from '@nestjs/microservices';
import { type FrameHolder, HeldFrames } from './held-frames.js';

/** Limit of a query in characters, as large as a body over HTTP. */
const MAX_QUESTION = 1_048_576;
/** A larger frame is not read to its end; without our limit, one caller could take 500 MB. */
const MAX_FRAME = 4 * MAX_QUESTION;
/** Limit over all connections: 32 MB of the widest characters. */
const MAX_HELD = 4 * MAX_FRAME;
/** Limit in milliseconds for one whole frame, however steadily it arrives. */
const FRAME_MS = 10_000;
/** Limit in bytes of answers that a caller has not read. */
const MAX_UNREAD = 16_777_216;

const TOO_LARGE: RpcError = {
  status: '413',
  code: 'payload_too_large',
  detail: 'A query may have 1 MiB at most.',
};

const heldByAll = new HeldFrames(MAX_HELD);

/** One caller's connection. An invalid frame closes it, because the start of the next frame is then unknown. */
export class QuerySocket extends JsonSocket {
  private readonly holder: FrameHolder = { held: 0, cut: () => this.netSocket.destroy() };
  private frameTimer?: NodeJS.Timeout;
  /** Leaves with the connection. */
  readonly presence = new CallerPresence();

  constructor(socket: Socket) {
    super(socket, { maxBufferSize: MAX_FRAME, maxSendBufferSize: MAX_UNREAD });
    socket.once('close', () => {
      clearTimeout(this.frameTimer);
      heldByAll.update(this.holder, 0);
      this.presence.leave();
    });
  }

  protected override handleData(data: Buffer | string): void {
    if (this.netSocket.destroyed) return;
    try {
      super.handleData(data);
    } finally {
      if (!this.netSocket.destroyed) this.hold();
    }
  }

  protected override emitMessage(frame: string): void {
    this.frameIsWhole();
    if (frame.length <= MAX_QUESTION) {
      super.emitMessage(frame);
      return;
    }
    const question = JSON.parse(frame) as { id?: unknown } | null;
    this.sendMessage({ id: question?.id, err: TOO_LARGE, isDisposed: true });
  }

  protected override handleDataError(error: unknown): void {
    super.handleDataError(error, { destroy: true });
  }

  private hold(): void {
    const held = this['buffer'].length;
    heldByAll.update(this.holder, held);
    if (held === 0 && this['contentLength'] === null) return;
    this.frameTimer ??= setTimeout(() => this.netSocket.destroy(), FRAME_MS).unref();
  }

  private frameIsWhole(): void {
    clearTimeout(this.frameTimer);
    this.frameTimer = undefined;
  }
}
