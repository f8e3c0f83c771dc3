import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StreamSink } from '../../stream/stream-client.js';

export const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** Takes the connection out of the framework's hands and sends the head of an endless answer. */
export function openSse(request: FastifyRequest, reply: FastifyReply): StreamSink {
  reply.hijack();
  const { raw } = reply;
  // The answer ends with its connection, so the frames go out as they are, the same bytes to every client.
  raw.useChunkedEncodingByDefault = false;
  raw.shouldKeepAlive = false;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': EVENT_STREAM,
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  raw.flushHeaders();
  const { socket } = request.raw;
  socket.setNoDelay(true);
  socket.setTimeout(0);
  // The connection itself, once it is this answer's turn on it: a thousand clients feel every layer in between.
  const out = raw.socket ?? raw;
  return {
    get pendingBytes() {
      return out.writableLength;
    },
    get gone() {
      return out.destroyed;
    },
    write: (frame) => out.write(frame),
    drained: async () => {
      if (!out.writableNeedDrain || out.closed) return;
      await Promise.race([once(out, 'drain'), once(out, 'close')]);
    },
    end: () => raw.end(),
    cut: () => raw.destroy(),
  };
}
