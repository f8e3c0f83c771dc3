import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MessageHandler, ServerTCP } from '@nestjs/microservices';
import { throwError } from 'rxjs';
import { type QueryDispatch, UNKNOWN_QUERY } from '../rpc/query-dispatch.js';
import { QuerySocket } from './query-socket.js';

/** A Nest client takes one connection for all of its questions. */
const MAX_CONNECTIONS = 1_000;

/** How long a caller has to take its last answers when the process ends. */
const FLUSH_MS = 500;

/** Nest's TCP transport; it answers what it was asked before it closes, and bears callers who speak something else. */
export class TcpQueryServer extends ServerTCP {
  constructor(
    host: string,
    port: number,
    private readonly queries: QueryDispatch,
  ) {
    super({ host, port, socketClass: QuerySocket });
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** Broken frames and broken connections are their callers' trouble, and what they hold is not for the log. */
  override bindHandler(socket: Socket): void {
    this.trackOpenSocket(socket);
    const caller = this.getSocketInstance(socket);
    caller.on('message', (message: unknown) => {
      this.handleMessage(caller, message).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'A message over TCP could not be handled');
      });
    });
    caller.on('error', () => socket.destroy());
  }

  override getHandlerByPattern(pattern: string): MessageHandler {
    return super.getHandlerByPattern(pattern) ?? (() => Promise.resolve(throwError(() => UNKNOWN_QUERY)));
  }

  /** A port that is taken is no fault of the service: whoever starts it is told by `listen`. */
  protected override handleError(error: string): void {
    if ((error as unknown as NodeJS.ErrnoException).code !== 'EADDRINUSE') super.handleError(error);
  }

  /** Nobody waits for an answer to an event. */
  override handleEvent(): Promise<void> {
    return Promise.resolve();
  }

  override async close(): Promise<void> {
    this.isManuallyTerminated = true;
    this.server.close();
    const sockets = [...this.openSockets];
    // Nothing more is taken: who has asked too late sees the connection end, and asks another process.
    for (const socket of sockets) socket.pause();
    await this.queries.answered();
    const flushed = sockets.map((socket) => Promise.race([once(socket, 'close'), sleep(FLUSH_MS)]));
    for (const socket of sockets) socket.destroySoon();
    await Promise.allSettled(flushed);
    super.close();
  }
}
