import type { Socket } from 'node:net';
import type { RpcError } from '@conferencing/contracts';
import { JsonSocket } from '@nestjs/microservices';

/** As large as a body over HTTP may be, in characters. */
const MAX_QUESTION = 1_048_576;
/** What is larger than this is not even read to its end; without a limit of ours, one caller could take 500 MB. */
const MAX_FRAME = 4 * MAX_QUESTION;

const TOO_LARGE: RpcError = {
  status: '413',
  code: 'payload_too_large',
  detail: 'A query may have 1 MiB at most.',
};

/** One caller's connection. What is no frame closes it: after that nobody can tell where the next frame would begin. */
export class QuerySocket extends JsonSocket {
  constructor(socket: Socket) {
    super(socket, { maxBufferSize: MAX_FRAME });
  }

  protected override emitMessage(frame: string): void {
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
}
