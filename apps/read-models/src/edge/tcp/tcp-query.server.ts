import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MessageHandler, ServerTCP } from '@nestjs/microservices';
import type { RpcError } from '@conferencing/contracts';
import { throwError } from 'rxjs';
import type { ReadModelsSettings } from '../../read-models.config.js';
import { type QueryDispatch, UNKNOWN_QUERY } from '../rpc/query-dispatch.js';
import { QuerySecret } from './query-secret.js';
import { QuerySocket } from './query-socket.js';

/** A Nest client takes one connection for all of its questions. */
const MAX_CONNECTIONS = 1_000;

const HANDSHAKE_MS = 5_000;

const UNKNOWN_CALLER: RpcError = {
  status: '401',
  code: 'unauthorized',
  detail: 'The query has no secret, or a wrong one.',
};

type Caller = Parameters<ServerTCP['handleMessage']>[0];

/** How long a caller has to take its last answers when the process ends. */
const FLUSH_MS = 500;

/** Nest's TCP transport; it answers what it was asked before it closes, and bears callers who speak something else. */
export class TcpQueryServer extends ServerTCP {
  private readonly secret: QuerySecret;

  constructor(
    settings: ReadModelsSettings,
    private readonly queries: QueryDispatch,
  ) {
    const { HOST: host, TCP_PORT: port, TCP_TLS_CERT: cert, TCP_TLS_KEY: key } = settings;
    const tlsOptions = cert === undefined ? undefined : { cert, key, handshakeTimeout: HANDSHAKE_MS };
    super({ host, port, socketClass: QuerySocket, ...(tlsOptions && { tlsOptions }) });
    this.secret = new QuerySecret(settings.TCP_SECRET, settings.TCP_SECRET_PREVIOUS);
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** Nest's own tells of a port that is taken, and of any other failure never: the start would wait for ever. */
  override listen(callback: (error?: unknown) => void): void {
    this.server.once('error', callback);
    this.server.once('listening', () => this.server.off('error', callback));
    super.listen(callback);
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

  /** Who doesn't bring the secret is told, and nothing is done for them. */
  override async handleMessage(caller: Caller, message: unknown): Promise<unknown> {
    if (this.secret.isIn(message)) return super.handleMessage(caller, message);
    const { id } = (message ?? {}) as { id?: unknown };
    if (id !== undefined) caller.sendMessage({ id, err: UNKNOWN_CALLER, isDisposed: true });
    return undefined;
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
