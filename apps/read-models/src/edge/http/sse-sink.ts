import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StreamSink } from '../../stream/stream-client.js';

export const EVENT_STREAM = 'text/event-stream; charset=utf-8';

/** Takes the connection over from the framework and sends the head of a stream. */
export function openSse(request: FastifyRequest, reply: FastifyReply): StreamSink {
  reply.hijack();
  const { raw } = reply;
  // The stream ends with its connection, so frames need no chunks and are the same bytes for every client.
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
  // The connection itself, as soon as this answer is first in its queue: with a thousand clients, every layer in
  // between costs time.
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
